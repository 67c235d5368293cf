package io.dither.jgrapht;

import java.util.Optional;

/**
 * The ends of a path oracle in its family.
 *
 * @param family what the paths of the graph share
 * @param problem the ends
 */
record Paths(PathFamily family, PathProblem problem) {
    /** Looks for a reason why a 0/1 vector is no path: walks along its edges, or over its vertices, from the source. */
    Optional<String> violation(double[] y) {
        Arcs arcs = family.outgoing();
        boolean onVertices = problem.onVertices();
        boolean[] used = new boolean[y.length];
        int left = count(y);
        int u = problem.source();
        if (onVertices) {
            if (y[u] == 0 || y[problem.target()] == 0) {
                return Optional.of("it does not hold both ends of the path");
            }
            return reached(arcs, y) == left ? Optional.empty() : Optional.of("its vertices do not hang together");
        }
        while (u != problem.target() || left > 0) {
            int a = arcs.start[u];
            while (a < arcs.start[u + 1] && (y[arcs.edges[a]] == 0 || used[arcs.edges[a]])) {
                a++;
            }
            if (a == arcs.start[u + 1]) {
                return Optional.of("it is no path: from vertex '"
                        + problem.graph().vertices.get(u) + "' no edge of it leads on, and " + left + " are left");
            }
            used[arcs.edges[a]] = true;
            left--;
            u = arcs.ends[a];
        }
        return Optional.empty();
    }

    private static int count(double[] y) {
        int ones = 0;
        for (double value : y) {
            ones += value != 0 ? 1 : 0;
        }
        return ones;
    }

    /** Counts the vertices of y that are reached from the source over vertices of y. */
    private int reached(Arcs arcs, double[] y) {
        boolean[] seen = new boolean[y.length];
        int[] stack = new int[y.length];
        int size = 0;
        int reached = 0;
        stack[size++] = problem.source();
        seen[problem.source()] = true;
        while (size > 0) {
            int u = stack[--size];
            reached++;
            for (int a = arcs.start[u]; a < arcs.start[u + 1]; a++) {
                int v = arcs.ends[a];
                if (y[v] != 0 && !seen[v]) {
                    seen[v] = true;
                    stack[size++] = v;
                }
            }
        }
        return reached;
    }
}
