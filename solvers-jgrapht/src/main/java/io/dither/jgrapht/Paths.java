package io.dither.jgrapht;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.oracle.capability.Trip;
import java.util.Arrays;
import java.util.Optional;

/**
 * The paths between two ends.
 *
 * @param family the paths of the graph
 * @param problem the source and the target
 */
record Paths(PathFamily family, PathProblem problem) implements BetweenEnds {
    /** Kernels of a graph without cycles are compiled for their ends, so they cannot switch to other ends. */
    @Override
    public boolean retarget(Kernel kernel) {
        return !family.isAcyclic() && kernel.retarget(problem);
    }

    @Override
    public Optional<Trip> trip() {
        return Optional.of(new Trip(family.network(), problem.source(), problem.target()));
    }

    /**
     * Returns the reason why coordinates, in ascending order, are not a path. The time is proportional to the number of
     * arcs at the vertices of the path.
     */
    @Override
    public Optional<String> violation(int[] nonzeros) {
        return problem.hasVertexCosts() ? overVertices(nonzeros) : alongEdges(nonzeros);
    }

    /** Follows the edges from the source: from each vertex of a simple path, exactly one unused edge leads on. */
    private Optional<String> alongEdges(int[] edges) {
        Arcs arcs = family.outgoing();
        boolean[] used = new boolean[edges.length];
        int u = problem.source();
        for (int remaining = edges.length; u != problem.target() || remaining > 0; remaining--) {
            if (arcs.closed.contains(u) && remaining < edges.length) { // the path used an edge, so u is not its start
                return Optional.of("it crosses vertex '" + name(u) + "', where paths may only start or end");
            }
            int next = -1;
            int unusedIndex = -1; // the index in edges of the next edge of the path
            for (int a = arcs.firstArc[u]; a < arcs.firstArc[u + 1] && unusedIndex < 0; a++) {
                int index = Arrays.binarySearch(edges, arcs.edges[a]);
                if (index >= 0 && !used[index]) {
                    unusedIndex = index;
                    next = arcs.ends[a];
                }
            }
            if (unusedIndex < 0) {
                return Optional.of(
                        remaining == 0
                                ? "it ends at '" + name(u) + "', before its end '" + name(problem.target()) + "'"
                                : "it is not a path: from vertex '" + name(u) + "' none of its edges leads on, and "
                                        + remaining + " are left");
            }
            used[unusedIndex] = true;
            u = next;
        }
        return Optional.empty();
    }

    /**
     * Tests that the vertices include both ends, and that the source reaches every other vertex over these vertices
     * only. This is necessary, but not sufficient: whether a path visits exactly these vertices is NP-hard to decide.
     */
    private Optional<String> overVertices(int[] vertices) {
        if (Arrays.binarySearch(vertices, problem.source()) < 0
                || Arrays.binarySearch(vertices, problem.target()) < 0) {
            return Optional.of("it does not have both ends of the path");
        }
        for (int v : vertices) {
            if (!problem.mayPass(v)) {
                return Optional.of("it crosses vertex '" + name(v) + "', where paths may only start or end");
            }
        }
        return countReached(vertices) == vertices.length
                ? Optional.empty()
                : Optional.of("its vertices are not connected");
    }

    /** Returns the number of these vertices that the source reaches over these vertices only. */
    private int countReached(int[] vertices) {
        Arcs arcs = family.outgoing();
        boolean[] isReached = new boolean[vertices.length];
        int[] stack = new int[vertices.length];
        int size = 0;
        int count = 0;
        stack[size++] = problem.source();
        isReached[Arrays.binarySearch(vertices, problem.source())] = true;
        while (size > 0) {
            int u = stack[--size];
            count++;
            if (arcs.closed.contains(u) && u != problem.source()) {
                continue;
            }
            for (int a = arcs.firstArc[u]; a < arcs.firstArc[u + 1]; a++) {
                int index = Arrays.binarySearch(vertices, arcs.ends[a]);
                if (index >= 0 && !isReached[index]) {
                    isReached[index] = true;
                    stack[size++] = arcs.ends[a];
                }
            }
        }
        return count;
    }

    private Object name(int vertex) {
        return problem.graph().vertices.get(vertex);
    }
}
