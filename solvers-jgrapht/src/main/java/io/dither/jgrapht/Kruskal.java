package io.dither.jgrapht;

import io.dither.oracle.Vertex;

/**
 * Kruskal's algorithm on a heap of edges: for sparse graphs, and those with parallel edges.
 *
 * <p>Costs are ordered by value, then by edge: this makes the minimum spanning tree unique.
 */
final class Kruskal implements Kernel {
    private final FlatGraph graph;
    private final int sign;
    private final double[] costs;
    private final MinHeap queue;
    private final int[] parent;

    Kruskal(FlatGraph graph, int sign) {
        this.graph = graph;
        this.sign = sign;
        this.costs = new double[graph.tails.length];
        this.queue = new MinHeap(costs.length);
        this.parent = new int[graph.vertices.size()];
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        for (int e = 0; e < costs.length; e++) {
            costs[e] = sign * theta[e];
        }
        queue.fill(costs, costs.length);
        for (int v = 0; v < parent.length; v++) {
            parent[v] = v;
        }
        for (int missing = parent.length - 1; missing > 0; ) {
            int edge = queue.pop();
            int tail = root(graph.tails[edge]);
            int head = root(graph.heads[edge]);
            if (tail != head) {
                parent[tail] = head;
                vertex.add(edge, 1);
                missing--;
            }
        }
    }

    private int root(int vertex) {
        int v = vertex;
        while (parent[v] != v) {
            // halving the path keeps later walks short
            parent[v] = parent[parent[v]];
            v = parent[v];
        }
        return v;
    }
}
