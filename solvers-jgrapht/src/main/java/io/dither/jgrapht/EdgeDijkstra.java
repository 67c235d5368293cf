package io.dither.jgrapht;

import io.dither.oracle.Coordinates;
import io.dither.oracle.Vertex;

/**
 * Dijkstra's algorithm for nonnegative costs on edges.
 *
 * <p>A vertex is queued again when its distance falls and outdated entries are skipped; the search ends when the target
 * leaves the queue. Among equal distances the vertex with the smaller number comes first, and a predecessor is only
 * replaced by a strictly better one. A solve takes time by the edges that it looks at, not by those of the graph.
 */
final class EdgeDijkstra implements OnDemandKernel {
    private final Arcs arcs;
    private int source;
    private int target;
    private final Costs costs = new Costs();
    private final SearchTree tree;
    private final int[] via;
    private final double[] distance;
    private final MinHeap queue = new MinHeap(64);

    EdgeDijkstra(PathProblem problem, Arcs outgoing) {
        this.arcs = outgoing;
        this.source = problem.source();
        this.target = problem.target();
        this.tree = new SearchTree(outgoing.vertices());
        this.via = new int[outgoing.vertices()];
        this.distance = new double[outgoing.vertices()];
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
        for (int v = target; v != source; v = tree.from(v)) {
            vertex.add(via[v], 1);
        }
    }

    private void search() {
        tree.clear();
        tree.add(source, source);
        distance[source] = 0;
        queue.clear();
        queue.push(0, source);
        while (true) {
            PathProblem.requireReached(!queue.isEmpty());
            double key = queue.key();
            int u = queue.pop();
            if (u == target) {
                return;
            }
            if (key == distance[u]) {
                relax(u, key);
            }
        }
    }

    private void relax(int u, double key) {
        int end = arcs.start[u + 1];
        for (int a = arcs.start[u]; a < end; a++) {
            int v = arcs.ends[a];
            if (arcs.closed.holds(v) && v != target) {
                continue;
            }
            boolean held = tree.holds(v);
            if (held && distance[v] <= key) {
                continue; // no cost of at least 0 makes it less: half of the arcs need none
            }
            int edge = arcs.edges[a];
            double candidate = key + costs.at(edge);
            if (!held) {
                tree.add(v, u);
            } else if (candidate < distance[v]) {
                tree.move(v, u);
            } else {
                continue;
            }
            distance[v] = candidate;
            via[v] = edge;
            queue.push(candidate, v);
        }
    }
}
