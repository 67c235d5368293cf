package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * A walk on simple paths by detours. A random walk along uniform arcs starts at a uniform vertex of the path, except
 * the last. If it meets a later vertex of the path, the move replaces the part between by the detour. If it meets an
 * earlier vertex, or itself, there is no move.
 *
 * <p>The reverse move starts at the same vertex and walks along the replaced part, so the probabilities of both moves
 * are products of inverse degrees. Detours can turn any simple path into any other, so all simple paths are reached.
 */
final class PathWalk implements Walk {
    private static final int NONE = -1;

    private final PathProblem problem;
    private final Arcs arcs;
    /** The vertices of the path and of the detour in their order, and the edge that leads to each. */
    private final int[] vertices;

    private final int[] edges;
    private final int[] detour;
    private final int[] detourEdges;
    private boolean proposed;
    private int size;
    private int steps;
    /** The index of each vertex in the path. */
    private final int[] position;

    /** The round in which each vertex was last passed. */
    private final int[] passed;

    private int round;
    private int from;
    private int to;

    PathWalk(PathProblem problem, Arcs arcs) {
        this.problem = problem;
        this.arcs = arcs;
        int n = arcs.vertices();
        vertices = new int[n];
        edges = new int[n];
        detour = new int[n];
        detourEdges = new int[n];
        position = new int[n];
        passed = new int[n];
    }

    /** Grows a random tree from the source until it has the target. */
    @Override
    public void begin(KeyedRandom random) {
        int[] reached = new int[position.length];
        int[] last = new int[position.length]; // the edge that leads to each vertex
        int[] parent = new int[position.length];
        Arrays.fill(parent, NONE);
        parent[problem.source()] = problem.source();
        reached[0] = problem.source();
        int open = 1;
        while (open > 0 && parent[problem.target()] == NONE) {
            int at = random.nextInt(open);
            int u = reached[at];
            reached[at] = reached[--open];
            for (int a = arcs.start[u]; a < arcs.start[u + 1]; a++) {
                int v = arcs.ends[a];
                if (parent[v] == NONE && problem.mayPass(v)) {
                    parent[v] = u;
                    last[v] = arcs.edges[a];
                    reached[open++] = v;
                }
            }
        }
        PathProblem.requireReached(parent[problem.target()] != NONE);
        Vertex path = new Vertex(problem.coordinates().size());
        for (int v = problem.target(); v != problem.source(); v = parent[v]) {
            path.add(last[v], 1);
        }
        begin(path);
    }

    @Override
    public void begin(Vertex y) {
        double[] all = Arguments.length("y", y.toArray(), problem.coordinates().size());
        boolean[] left = new boolean[all.length];
        round++;
        int edgesLeft = 0;
        for (int e = 0; e < all.length; e++) {
            left[e] = all[e] > 0.5;
            edgesLeft += left[e] ? 1 : 0;
        }
        steps = 0;
        int u = problem.source();
        while (u != problem.target()) {
            passed[u] = round;
            int arc = NONE;
            for (int a = arcs.start[u]; a < arcs.start[u + 1] && arc == NONE; a++) {
                arc = left[arcs.edges[a]] && passed[arcs.ends[a]] != round ? a : NONE;
            }
            Arguments.require(
                    arc != NONE,
                    "no edge leads from vertex '" + problem.graph().vertices.get(u)
                            + "' to a vertex that was not passed before",
                    "Maybe the point is not a path without cycles");
            left[arcs.edges[arc]] = false;
            u = arcs.ends[arc];
            detour[steps] = u;
            detourEdges[steps++] = arcs.edges[arc];
        }
        Arguments.require(
                steps == edgesLeft,
                (edgesLeft - steps) + " edges are not on the path",
                "Maybe the point is not a path without cycles");
        Arrays.fill(position, NONE);
        vertices[0] = problem.source();
        position[problem.source()] = 0;
        size = 1;
        from = 0;
        to = 0;
        proposed = true;
        apply(); // makes the detour from the source the path
    }

    @Override
    public double propose(KeyedRandom random, double[] scores, Move move) {
        move.clear();
        proposed = false;
        round++;
        steps = 0;
        from = random.nextInt(size - 1);
        int u = vertices[from];
        double ratio = 0;
        do {
            int degree = degree(u);
            if (degree == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            ratio += Math.log(degree);
            int arc = arcs.start[u] + random.nextInt(degree);
            u = arcs.ends[arc];
            detour[steps] = u;
            detourEdges[steps++] = arcs.edges[arc];
            if (position[u] <= from && (position[u] >= 0 || passed[u] == round || !problem.mayPass(u))) {
                return Double.NEGATIVE_INFINITY;
            }
            passed[u] = round;
        } while (position[u] == NONE);
        to = position[u];
        if (steps == 1 && detourEdges[0] == edges[to]) {
            return Double.NEGATIVE_INFINITY;
        }
        for (int k = from; k < to; k++) {
            ratio -= Math.log(degree(vertices[k]));
            move.add(edges[k + 1], -1);
        }
        for (int k = 0; k < steps; k++) {
            move.add(detourEdges[k], 1);
        }
        proposed = true;
        return ratio + Math.log((size - 1.0) / (size - 1 + steps - (to - from)));
    }

    private int degree(int vertex) {
        return arcs.start[vertex + 1] - arcs.start[vertex];
    }

    /** Replaces the part of the path between two positions by the detour. */
    @Override
    public void apply() {
        if (!proposed) {
            throw new IllegalStateException("no possible move was proposed");
        }
        proposed = false;
        for (int k = from + 1; k <= to; k++) {
            position[vertices[k]] = NONE;
        }
        splice(vertices, detour);
        splice(edges, detourEdges);
        size += steps - (to - from);
        for (int k = from + 1; k < size; k++) {
            position[vertices[k]] = k;
        }
    }

    private void splice(int[] path, int[] way) {
        System.arraycopy(path, to + 1, path, from + 1 + steps, size - to - 1);
        System.arraycopy(way, 0, path, from + 1, steps);
    }

    @Override
    public void write(Vertex y) {
        y.requireDimension(problem.coordinates().size()).clear();
        for (int k = 1; k < size; k++) {
            y.add(edges[k], 1);
        }
    }
}
