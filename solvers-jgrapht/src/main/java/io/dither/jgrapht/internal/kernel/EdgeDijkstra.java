package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;

/**
 * Dijkstra's algorithm for nonnegative costs of edges.
 *
 * <p>A vertex whose distance falls is added to the queue again, and outdated entries are skipped. The search ends when
 * the target leaves the queue. Of vertices with equal distances, the vertex with the smaller number comes first, and
 * only a strictly better predecessor replaces another. The time of a solve depends on the edges that it reads, not on
 * the size of the graph.
 */
public final class EdgeDijkstra extends Dijkstra {
    /** The arcs by the vertex that they leave; {@code arcs.ends} are the vertices that they enter. */
    private final Arcs arcs;
    /** The last edge of the shortest path to each vertex so far. */
    private final int[] via;
    /** The length of the shortest path to each vertex so far. */
    private final double[] distance;

    public EdgeDijkstra(PathProblem problem, Arcs outgoing) {
        this(problem.source(), problem.target(), outgoing);
    }

    EdgeDijkstra(int source, int target, Arcs outgoing) {
        super(source, target, outgoing.vertices());
        this.arcs = outgoing;
        this.via = new int[outgoing.vertices()];
        this.distance = new double[outgoing.vertices()];
    }

    /** Sets the source and the target of later searches. */
    void retarget(int from, int to) {
        source = from;
        target = to;
    }

    @Override
    void search(Vertex solution) {
        reachTarget();
        for (int v = target; v != source; v = tree.predecessor(v)) {
            solution.add(via[v], 1);
        }
    }

    private void reachTarget() {
        tree.clear();
        tree.add(source, source);
        distance[source] = 0;
        queue.clear();
        queue.push(0, source);
        while (true) {
            PathProblem.requireReached(!queue.isEmpty());
            double key = queue.smallestKey();
            int u = queue.pop();
            // otherwise the entry is outdated
            if (key == distance[u]) {
                if (u == target) {
                    return;
                }
                relax(u, key);
            }
        }
    }

    /** Relaxes the edges that leave u, a vertex at the distance {@code key} from the source. */
    private void relax(int u, double key) {
        int end = arcs.firstArc[u + 1];
        for (int a = arcs.firstArc[u]; a < end; a++) {
            int v = arcs.ends[a];
            if (v != target && arcs.closed.contains(v)) {
                continue; // paths do not cross closed vertices
            }
            boolean isReached = tree.contains(v);
            if (isReached && distance[v] <= key) {
                continue; // a cost of at least 0 cannot lower the distance, so the cost is not read
            }
            int edge = arcs.edges[a];
            double candidate = key + costs.at(edge);
            if (!isReached) {
                tree.add(v, u);
            } else if (candidate < distance[v]) {
                tree.setPredecessor(v, u);
            } else {
                continue;
            }
            distance[v] = candidate;
            via[v] = edge;
            queue.push(candidate, v);
        }
    }
}
