package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;

/**
 * Kruskal's algorithm on a heap of edges, for the graphs that {@link DensePrim} does not solve: sparse or large graphs,
 * and graphs with loops or parallel edges.
 *
 * <p>Edges are ordered by cost, then by number, so the minimum spanning tree is unique.
 */
public final class Kruskal implements Kernel {
    private final FlatGraph graph;
    /** 1 if theta has costs, -1 if it has scores. */
    private final int sign;

    private final double[] costs;
    private final MinHeap queue;
    private final Components components;

    public Kruskal(FlatGraph graph, int sign) {
        this.graph = graph;
        this.sign = sign;
        this.costs = new double[graph.tails.length];
        this.queue = new MinHeap(costs.length);
        this.components = new Components(graph.vertices.size());
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        for (int e = 0; e < costs.length; e++) {
            costs[e] = sign * theta[e];
        }
        queue.fill(costs, costs.length);
        components.separate();
        // the graph is connected, so the queue does not run empty
        for (int missingEdges = graph.vertices.size() - 1; missingEdges > 0; ) {
            int edge = queue.pop();
            if (components.join(graph.tails[edge], graph.heads[edge])) {
                solution.add(edge, 1);
                missingEdges--;
            }
        }
    }
}
