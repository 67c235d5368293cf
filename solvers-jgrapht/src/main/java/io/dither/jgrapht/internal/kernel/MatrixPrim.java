package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.kernel.TreeKernel;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/** The algorithm of {@link DensePrim}, with the same answers, on a matrix of costs; a vector kernel scans its rows. */
public final class MatrixPrim implements Kernel {
    /** With more vertices, the matrices take more than 16 MiB. */
    public static final int MAX_VERTICES = 1_024;

    /** The vector instructions that scan a row. */
    private final TreeKernel vectorKernel;

    private final FlatGraph graph;
    /** 1 if theta has costs, -1 if it has scores. */
    private final int sign;
    /** The length of a row of the matrices: the number of vertices, rounded up to full vectors. */
    private final int stride;
    /** The number of each edge, at the two indices of its cost; as doubles, because vectors combine it with costs. */
    private final double[] edges;

    /** The cost of the edge from u to v at u * stride + v; NaN if there is none. */
    private final double[] costs;
    /** The index in {@code costs} of each edge from its tail to its head. */
    private final int[] forwardIndex;
    /** The index in {@code costs} of each edge from its head to its tail. */
    private final int[] backwardIndex;
    /**
     * The cost of the cheapest edge from the tree to each vertex; NaN for a vertex of the tree and after the last
     * vertex.
     */
    private final double[] key;
    /** The number of the cheapest edge from the tree to each vertex. */
    private final double[] via;

    /** Takes a graph in which at most one edge joins two vertices; {@code lanes} is the length of a vector. */
    public MatrixPrim(FlatGraph graph, int sign, TreeKernel kernel, int lanes) {
        this.vectorKernel = kernel;
        this.graph = graph;
        this.sign = sign;
        int n = graph.vertices.size();
        stride = (n + lanes - 1) / lanes * lanes;
        edges = new double[n * stride];
        costs = new double[n * stride];
        Arrays.fill(costs, Double.NaN);
        key = new double[stride];
        via = new double[stride];
        forwardIndex = new int[graph.tails.length];
        backwardIndex = new int[forwardIndex.length];
        for (int e = 0; e < forwardIndex.length; e++) {
            forwardIndex[e] = graph.tails[e] * stride + graph.heads[e];
            backwardIndex[e] = graph.heads[e] * stride + graph.tails[e];
            edges[forwardIndex[e]] = e;
            edges[backwardIndex[e]] = e;
        }
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        for (int e = 0; e < forwardIndex.length; e++) {
            double cost = sign * theta[e];
            costs[forwardIndex[e]] = cost;
            costs[backwardIndex[e]] = cost;
        }
        int n = graph.vertices.size();
        Arrays.fill(key, 0, n, Double.POSITIVE_INFINITY);
        Arrays.fill(key, n, stride, Double.NaN);
        // no edge yet: a number above the numbers of all edges
        Arrays.fill(via, forwardIndex.length);
        int newest = 0; // the vertex that was added to the tree last
        for (int remaining = n - 1; remaining > 0; remaining--) {
            key[newest] = Double.NaN;
            int edge = vectorKernel.nearestEdge(costs, edges, newest * stride, key, via);
            solution.add(edge, 1);
            int head = graph.heads[edge];
            // the end that was outside the tree
            newest = Double.isNaN(key[head]) ? graph.tails[edge] : head;
        }
    }
}
