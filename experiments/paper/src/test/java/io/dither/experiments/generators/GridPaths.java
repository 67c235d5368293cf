package io.dither.experiments.generators;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import java.util.ArrayDeque;
import java.util.Deque;

/** The paths of a grid by brute force or by a plain dynamic programme: what the real oracle has to agree with. */
final class GridPaths {
    private GridPaths() {}

    static LinearOracle oracle(Grid grid) {
        return LinearOracle.of(grid.arcs(), Sense.MINIMIZE, costs -> shortest(grid, costs));
    }

    static int right(Grid grid, int row, int column) {
        return row * (2 * grid.columns() - 1) + column;
    }

    static int down(Grid grid, int row, int column) {
        return row * (2 * grid.columns() - 1) + grid.columns() - 1 + column;
    }

    private static double[] shortest(Grid grid, double[] costs) {
        double[][] toGo = new double[grid.rows()][grid.columns()];
        for (int i = grid.rows() - 1; i >= 0; i--) {
            for (int j = grid.columns() - 1; j >= 0; j--) {
                boolean end = i == grid.rows() - 1 && j == grid.columns() - 1;
                toGo[i][j] =
                        end ? 0 : Math.min(goingRight(grid, costs, toGo, i, j), goingDown(grid, costs, toGo, i, j));
            }
        }
        double[] path = new double[grid.arcs()];
        int i = 0;
        int j = 0;
        while (i < grid.rows() - 1 || j < grid.columns() - 1) {
            if (goingRight(grid, costs, toGo, i, j) < goingDown(grid, costs, toGo, i, j)) {
                path[right(grid, i, j++)] = 1;
            } else {
                path[down(grid, i++, j)] = 1;
            }
        }
        return path;
    }

    private static double goingRight(Grid grid, double[] costs, double[][] toGo, int i, int j) {
        return j == grid.columns() - 1 ? Double.POSITIVE_INFINITY : costs[right(grid, i, j)] + toGo[i][j + 1];
    }

    private static double goingDown(Grid grid, double[] costs, double[][] toGo, int i, int j) {
        return i == grid.rows() - 1 ? Double.POSITIVE_INFINITY : costs[down(grid, i, j)] + toGo[i + 1][j];
    }

    /** Returns every path as the list of its arcs. */
    static Deque<int[]> all(Grid grid) {
        Deque<int[]> paths = new ArrayDeque<>();
        extend(grid, 0, 0, new int[0], paths);
        return paths;
    }

    private static void extend(Grid grid, int i, int j, int[] path, Deque<int[]> paths) {
        if (i == grid.rows() - 1 && j == grid.columns() - 1) {
            paths.add(path);
        }
        int[] longer = java.util.Arrays.copyOf(path, path.length + 1);
        if (j < grid.columns() - 1) {
            longer[path.length] = right(grid, i, j);
            extend(grid, i, j + 1, longer.clone(), paths);
        }
        if (i < grid.rows() - 1) {
            longer[path.length] = down(grid, i, j);
            extend(grid, i + 1, j, longer.clone(), paths);
        }
    }
}
