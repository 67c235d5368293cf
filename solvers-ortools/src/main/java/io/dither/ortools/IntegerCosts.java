package io.dither.ortools;

/** Costs of a k x n assignment, k &lt;= n, scaled to whole numbers that LinearSumAssignment cannot overflow. */
final class IntegerCosts {
    private final int rows;
    private final int columns;
    private final double limit;
    private final double[] reduced;
    private double scale = 1;

    IntegerCosts(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        limit = 0x1p61 / ((columns + 1.0) * (columns + 1.0));
        reduced = new double[rows * columns];
    }

    /** Takes sign * theta; theta is columns x rows where transposed. */
    void set(double[] theta, int sign, boolean transposed) {
        double factor = sign * PowerOfTwo.normalising(theta);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                reduced[i * columns + j] = factor * theta[transposed ? j * rows + i : i * columns + j];
            }
        }
        for (int i = 0; i < rows; i++) {
            subtractLeast(i * columns, 1, columns);
        }
        // where dummy rows take the columns that are left, a column's price would count for them too
        if (rows == columns) {
            for (int j = 0; j < columns; j++) {
                subtractLeast(j, columns, rows);
            }
        }
        double largest = 0;
        for (double cost : reduced) {
            largest = Math.max(largest, cost);
        }
        scale = largest == 0 ? 1 : PowerOfTwo.within(largest, limit);
    }

    private void subtractLeast(int start, int stride, int count) {
        double least = reduced[start];
        for (int k = 1; k < count; k++) {
            least = Math.min(least, reduced[start + k * stride]);
        }
        for (int k = 0; k < count; k++) {
            reduced[start + k * stride] -= least;
        }
    }

    long get(int row, int column) {
        return (long) Math.rint(scale * reduced[row * columns + column]);
    }
}
