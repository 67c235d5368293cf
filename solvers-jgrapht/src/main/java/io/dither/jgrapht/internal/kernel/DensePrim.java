package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Prim's algorithm on a matrix of edges, in n^2 steps, for connected graphs without loops in which at least half of the
 * pairs of vertices are joined, each by one edge.
 *
 * <p>Edges are ordered by cost, then by number, so the minimum spanning tree is unique.
 */
public final class DensePrim implements Kernel {
    private final int vertices;
    /** The number of edges; in {@code edgeOf}, it stands for no edge. */
    private final int edges;
    /** 1 if theta has costs, -1 if it has scores. */
    private final int sign;
    /** The edge between vertices u and v at u * vertices + v, as in {@link #edgeMatrix}. */
    private final int[] edgeOf;
    /** The cost of each edge, then an infinite cost for pairs without an edge. */
    private final double[] costs;

    /** The vertices outside the tree. */
    private final int[] outside;
    /** The cost of the cheapest edge from the tree to each vertex of {@code outside}. */
    private final double[] key;
    /** The number of the cheapest edge from the tree to each vertex of {@code outside}. */
    private final int[] via;

    public DensePrim(int vertices, int edges, int[] edgeOf, int sign) {
        this.vertices = vertices;
        this.edges = edges;
        this.sign = sign;
        this.edgeOf = edgeOf;
        this.costs = new double[edges + 1];
        this.outside = new int[vertices];
        this.key = new double[vertices];
        this.via = new int[vertices];
    }

    /** Makes the matrix: entry u * n + v is the edge between u and v, or the number of edges if there is none. */
    public static int[] edgeMatrix(FlatGraph graph) {
        int n = graph.vertices.size();
        int[] edgeOf = new int[n * n];
        Arrays.fill(edgeOf, graph.tails.length);
        for (int e = 0; e < graph.tails.length; e++) {
            edgeOf[graph.tails[e] * n + graph.heads[e]] = e;
            edgeOf[graph.heads[e] * n + graph.tails[e]] = e;
        }
        return edgeOf;
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        for (int e = 0; e < edges; e++) {
            costs[e] = sign * theta[e];
        }
        costs[edges] = Double.POSITIVE_INFINITY;
        for (int k = 0; k < vertices - 1; k++) {
            outside[k] = k + 1;
            key[k] = Double.POSITIVE_INFINITY;
            via[k] = edges;
        }
        int newest = 0; // the vertex that was added to the tree last; the tree begins with vertex 0
        for (int remaining = vertices - 1; remaining > 0; remaining--) {
            int nearest = nearest(newest, remaining);
            solution.add(via[nearest], 1);
            newest = outside[nearest];
            remove(nearest, remaining - 1);
        }
    }

    /**
     * Updates the cheapest edge from the tree to each of the {@code remaining} vertices outside by the edges of the
     * newest vertex of the tree. Returns the position in {@code outside} of the vertex with the cheapest of these
     * edges.
     */
    private int nearest(int newest, int remaining) {
        int row = newest * vertices;
        int nearest = 0;
        double smallestCost = Double.POSITIVE_INFINITY;
        int edgeOfSmallest = edges;
        for (int k = 0; k < remaining; k++) {
            int edge = edgeOf[row + outside[k]];
            double cost = costs[edge];
            if (cost < key[k] || (cost == key[k] && edge < via[k])) {
                key[k] = cost;
                via[k] = edge;
            }
            if (key[k] < smallestCost || (key[k] == smallestCost && via[k] < edgeOfSmallest)) {
                smallestCost = key[k];
                edgeOfSmallest = via[k];
                nearest = k;
            }
        }
        return nearest;
    }

    /** Removes the vertex at position k of {@code outside}; the last vertex takes its position. */
    private void remove(int k, int last) {
        outside[k] = outside[last];
        key[k] = key[last];
        via[k] = via[last];
    }
}
