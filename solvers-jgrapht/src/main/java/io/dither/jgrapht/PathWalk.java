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
 * A walk over simple paths by detours: a random walk leaves the path at a uniform vertex, except the last, along
 * uniform arcs; where it meets a later vertex of the path, it replaces the part between. If it meets an earlier vertex,
 * or itself, there is no move.
 *
 * <p>The reverse move leaves at the same vertex and walks the replaced part, so both probabilities are products over
 * degrees. Detour by detour, the path can be made to agree with any other path, so all simple paths can be reached on
 * any graph.
 */
final class PathWalk implements Walk {
    private static final int NONE = -1;

    private final PathProblem problem;
    private final Arcs arcs;
    /** The path and the detour: vertices in their order, and the edge that leads to each. */
    private final int[] vertices;

    private final int[] edges;
    private final int[] detour;
    private final int[] detourEdges;
    private boolean proposed;
    private int size;
    private int steps;
    /** The index of each vertex in the path. */
    private final int[] place;

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
        place = new int[n];
        passed = new int[n];
    }

    /** Grows a tree from the source, at random, until it holds the target. */
    @Override
    public void begin(KeyedRandom random) {
        int[] reached = new int[place.length];
        int[] last = new int[place.length]; // the arc that leads to each
        int[] parent = new int[place.length];
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
                if (parent[v] == NONE && problem.mayHold(v)) {
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
                    "no edge leads on from vertex '" + problem.graph().vertices.get(u) + "' to one that was not passed",
                    "Maybe the point is not a path without cycles");
            left[arcs.edges[arc]] = false;
            u = arcs.ends[arc];
            detour[steps] = u;
            detourEdges[steps++] = arcs.edges[arc];
        }
        Arguments.require(
                steps == edgesLeft,
                (edgesLeft - steps) + " edges are not on the way",
                "Maybe the point is not a path without cycles");
        Arrays.fill(place, NONE);
        vertices[0] = problem.source();
        place[problem.source()] = 0;
        size = 1;
        from = 0;
        to = 0;
        proposed = true;
        apply(); // the way from the source
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
            if (place[u] <= from && (place[u] >= 0 || passed[u] == round || !problem.mayHold(u))) {
                return Double.NEGATIVE_INFINITY;
            }
            passed[u] = round;
        } while (place[u] == NONE);
        to = place[u];
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

    /** Puts the detour between two places of the path. */
    @Override
    public void apply() {
        if (!proposed) {
            throw new IllegalStateException("no move was proposed that is possible");
        }
        proposed = false;
        for (int k = from + 1; k <= to; k++) {
            place[vertices[k]] = NONE;
        }
        splice(vertices, detour);
        splice(edges, detourEdges);
        size += steps - (to - from);
        for (int k = from + 1; k < size; k++) {
            place[vertices[k]] = k;
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
