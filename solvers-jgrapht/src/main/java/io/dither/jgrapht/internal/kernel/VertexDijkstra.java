package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;

/**
 * Dijkstra's algorithm for nonnegative costs of vertices.
 *
 * <p>The step into a vertex costs the same from each neighbour, so that the first neighbour from which the search
 * reaches the vertex is its best predecessor. Each vertex is added to the queue at most once, and the search ends when
 * it reaches the target. Of vertices with equal distances, the vertex with the smaller number comes first. The time of
 * a solve depends on the vertices that it reads, not on the size of the graph.
 */
public final class VertexDijkstra extends Dijkstra {
    /** The arcs by the vertex that they leave; {@code arcs.ends} are the vertices that they enter. */
    private final Arcs arcs;

    public VertexDijkstra(PathProblem problem, Arcs outgoing) {
        super(problem, outgoing.vertices());
        this.arcs = outgoing;
    }

    @Override
    void search(Vertex solution) {
        reachTarget();
        int v = target;
        for (; v != source; v = tree.predecessor(v)) {
            solution.add(v, 1);
        }
        solution.add(v, 1);
    }

    private void reachTarget() {
        tree.clear();
        tree.add(source, source);
        queue.clear();
        queue.push(costs.at(source), source);
        while (!tree.contains(target)) {
            PathProblem.requireReached(!queue.isEmpty());
            double distance = queue.smallestKey();
            int u = queue.pop();
            int end = arcs.firstArc[u + 1];
            for (int a = arcs.firstArc[u]; a < end; a++) {
                int v = arcs.ends[a];
                if (!tree.contains(v) && (!arcs.closed.contains(v) || v == target)) {
                    double cost = costs.at(v);
                    tree.add(v, u);
                    queue.push(distance + cost, v);
                }
            }
        }
    }
}
