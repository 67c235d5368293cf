package io.dither.jgrapht.internal.data;

import java.util.Arrays;

/**
 * The part of an acyclic graph that lies between source and target, with vertices numbered in topological order: the
 * source is 0, the target has the last number, and every arc leads from a smaller number to a larger one. The arcs into
 * vertex p are firstArc[p] to firstArc[p + 1] - 1; arc a leads from {@code tails[a]} and costs {@code
 * theta[coordinates[a]]}.
 */
public final class PathGraph {
    /** Stands for no coordinate or no vertex. If edges have the costs, {@link #sourceCoordinate} is NONE. */
    public static final int NONE = -1;

    /** The coordinate of the cost of the source if vertices have costs; otherwise NONE. */
    public final int sourceCoordinate;

    /** The first arc into each vertex; the last element is the number of all arcs. */
    public final int[] firstArc;
    /** The vertex where each arc begins. */
    public final int[] tails;
    /** The coordinate of the cost of each arc: its edge, or the vertex that it enters. */
    public final int[] coordinates;

    /**
     * Compiles the problem, which must have a path; {@code order} has all vertices of a graph without cycles, in
     * topological order.
     */
    public PathGraph(PathProblem problem, Arcs outgoing, int[] order) {
        Arcs incoming = Arcs.incoming(problem.graph());
        int[] relevant = verticesOnPaths(problem, outgoing, incoming, order);
        int[] numbers = new int[order.length]; // the number p of each vertex of the original graph, or NONE
        Arrays.fill(numbers, NONE);
        for (int p = 0; p < relevant.length; p++) {
            numbers[relevant[p]] = p;
        }
        sourceCoordinate = problem.hasVertexCosts() ? problem.source() : NONE;
        firstArc = new int[relevant.length + 1];
        int[] arcTails = new int[incoming.ends.length];
        int[] costCoordinates = new int[arcTails.length];
        int size = 0;
        for (int p = 0; p < relevant.length; p++) {
            int v = relevant[p];
            for (int a = incoming.firstArc[v]; a < incoming.firstArc[v + 1]; a++) {
                if (numbers[incoming.ends[a]] != NONE && problem.allowsArc(incoming.ends[a], v)) {
                    arcTails[size] = numbers[incoming.ends[a]];
                    costCoordinates[size++] = problem.hasVertexCosts() ? v : incoming.edges[a];
                }
            }
            firstArc[p + 1] = size;
        }
        tails = Arrays.copyOf(arcTails, size);
        coordinates = Arrays.copyOf(costCoordinates, size);
    }

    /** Returns the vertices on paths from the source to the target, in topological order. */
    private static int[] verticesOnPaths(PathProblem problem, Arcs outgoing, Arcs incoming, int[] order) {
        boolean[] isReached = outgoing.reachableFrom(problem.source());
        boolean[] reachesTarget = incoming.reachableFrom(problem.target());
        return Arrays.stream(order)
                .filter(v -> isReached[v] && reachesTarget[v] && problem.mayPass(v))
                .toArray();
    }

    public int vertices() {
        return firstArc.length - 1;
    }
}
