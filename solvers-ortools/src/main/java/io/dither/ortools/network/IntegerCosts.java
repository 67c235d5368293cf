package io.dither.ortools.network;

import io.dither.ortools.internal.PowerOfTwo;

/**
 * The costs of a k x n assignment, k &lt;= n, scaled and rounded to whole numbers with which LinearSumAssignment does
 * not overflow.
 */
final class IntegerCosts {
    private final int rows;
    private final int columns;
    private final double limit;
    private final double[] reduced;
    private final boolean transposed;
    private final boolean[] forbidden;
    private double scale = 1;

    /**
     * Makes costs for a solver with this number of nodes on each side. If {@code transposed}, theta and the forbidden
     * pairs are column by column.
     */
    IntegerCosts(int rows, int columns, int nodes, boolean transposed, boolean[] forbidden) {
        this.transposed = transposed;
        this.forbidden = forbidden;
        this.rows = rows;
        this.columns = columns;
        limit = 0x1p61 / ((nodes + 1.0) * (nodes + 1.0));
        reduced = new double[rows * columns];
    }

    /** Sets the costs to sign * theta. */
    void set(double[] theta, int sign) {
        double factor = sign * PowerOfTwo.normalising(theta);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                reduced[i * columns + j] = allows(i, j) ? factor * theta[coordinate(i, j)] : Double.POSITIVE_INFINITY;
            }
        }
        for (int i = 0; i < rows; i++) {
            subtractLeast(i * columns, 1, columns);
        }
        // with more columns than rows, subtracting from a column would change the optimum
        if (rows == columns) {
            for (int j = 0; j < columns; j++) {
                subtractLeast(j, columns, rows);
            }
        }
        double largest = 0;
        for (double cost : reduced) {
            largest = cost == Double.POSITIVE_INFINITY ? largest : Math.max(largest, cost);
        }
        scale = largest == 0 ? 1 : PowerOfTwo.within(largest, limit);
    }

    private void subtractLeast(int start, int stride, int count) {
        double least = reduced[start];
        for (int k = 1; k < count; k++) {
            least = Math.min(least, reduced[start + k * stride]);
        }
        for (int k = 0; k < count && least < Double.POSITIVE_INFINITY; k++) {
            reduced[start + k * stride] -= least;
        }
    }

    private int coordinate(int row, int column) {
        return transposed ? column * rows + row : row * columns + column;
    }

    boolean allows(int row, int column) {
        return !forbidden[coordinate(row, column)];
    }

    long get(int row, int column) {
        return (long) Math.rint(scale * reduced[row * columns + column]);
    }
}
