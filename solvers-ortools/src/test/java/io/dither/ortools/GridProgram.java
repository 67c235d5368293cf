package io.dither.ortools;

import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.LinearProgramBuilder;
import java.util.Arrays;

/** Shortest paths from the top left to the bottom right of an n x n grid, right and down only: as a program and by hand. */
public final class GridProgram {
    private GridProgram() {}

    static int arcs(int n) {
        return 2 * n * (n - 1);
    }

    /** Arcs row by row: all right arcs of a row, then all its down arcs. */
    static int right(int n, int i, int j) {
        return i * (2 * n - 1) + j;
    }

    static int down(int n, int i, int j) {
        return i * (2 * n - 1) + n - 1 + j;
    }

    public static LinearProgram of(int n) {
        LinearProgramBuilder builder = LinearProgram.builder(Sense.MINIMIZE).variables(arcs(n), 0, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double[] flow = new double[arcs(n)];
                if (j + 1 < n) {
                    flow[right(n, i, j)] = 1;
                }
                if (i + 1 < n) {
                    flow[down(n, i, j)] = 1;
                }
                if (j > 0) {
                    flow[right(n, i, j - 1)] = -1;
                }
                if (i > 0) {
                    flow[down(n, i - 1, j)] = -1;
                }
                double supply = (i + j == 0 ? 1 : 0) - (i + j == 2 * n - 2 ? 1 : 0);
                builder.constraint(supply, flow, supply);
            }
        }
        return builder.promise(Trait.ZERO_ONE).promise(Trait.CONSTANT_SUM).build();
    }

    /** The cost of a shortest path by dynamic programming. */
    static double shortest(int n, double[] costs) {
        double[] best = new double[n * n];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double here = best[i * n + j];
                if (j + 1 < n) {
                    best[i * n + j + 1] = Math.min(best[i * n + j + 1], here + costs[right(n, i, j)]);
                }
                if (i + 1 < n) {
                    best[i * n + n + j] = Math.min(best[i * n + n + j], here + costs[down(n, i, j)]);
                }
            }
        }
        return best[n * n - 1];
    }
}
