package io.dither.jgrapht;

import io.dither.oracle.Coordinates;
import io.dither.oracle.Vertex;

/**
 * Dijkstra's algorithm for nonnegative costs on vertices.
 *
 * <p>The step into a vertex costs the same from everywhere, so the first vertex that reaches it is its best predecessor:
 * each is queued once, and the search ends when the target is first seen. Among equal distances the vertex with the
 * smaller number comes first. A solve takes time by the vertices that it looks at, not by those of the graph.
 */
final class VertexDijkstra implements OnDemandKernel {
    private final Arcs arcs;
    private int source;
    private int target;
    private final Costs costs = new Costs();
    private final SearchTree tree;
    private final MinHeap queue = new MinHeap(64);

    VertexDijkstra(PathProblem problem, Arcs outgoing) {
        this.arcs = outgoing;
        this.source = problem.source();
        this.target = problem.target();
        this.tree = new SearchTree(outgoing.vertices());
    }

    @Override
    public boolean turnTo(PathProblem problem) {
        source = problem.source();
        target = problem.target();
        return true;
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        costs.give(theta);
        solve(vertex);
    }

    @Override
    public void solve(Coordinates theta, Vertex vertex) {
        costs.ask(theta);
        solve(vertex);
    }

    private void solve(Vertex vertex) {
        search();
        costs.forget();
        int v = target;
        for (; v != source; v = tree.from(v)) {
            vertex.add(v, 1);
        }
        vertex.add(v, 1);
    }

    private void search() {
        tree.clear();
        tree.add(source, source);
        queue.clear();
        queue.push(costs.at(source), source);
        while (!tree.holds(target)) {
            PathProblem.requireReached(!queue.isEmpty());
            double distance = queue.key();
            int u = queue.pop();
            int end = arcs.start[u + 1];
            for (int a = arcs.start[u]; a < end; a++) {
                int v = arcs.ends[a];
                if (!tree.holds(v) && (!arcs.closed.holds(v) || v == target)) {
                    double cost = costs.at(v);
                    tree.add(v, u);
                    queue.push(distance + cost, v);
                }
            }
        }
    }
}
