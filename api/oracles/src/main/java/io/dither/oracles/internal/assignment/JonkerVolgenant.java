package io.dither.oracles.internal.assignment;

import io.dither.error.OracleException;
import io.dither.kernel.Kernels;
import io.dither.oracles.kernel.AssignmentKernel;
import java.util.Arrays;

/**
 * Solves the linear assignment problem on a dense cost matrix with at least as many columns as rows.
 *
 * <p>The algorithm is that of R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse
 * linear assignment problems", Computing 38 (1987): the first duals v are column minima; then there are row reductions
 * and shortest augmenting paths. Here a row reduction also does the work of the authors' column reduction and
 * reduction transfer: a row takes the column of its smallest reduced cost, and lowers the dual of that column until its
 * second-best column is as good. With more columns than rows, v starts at 0, and the duals of columns without a row
 * stay 0, as optimality requires.
 *
 * <p>The row that loses its column is reduced next. In such a chain of reductions, rows could outbid one another in
 * many small steps. So a chain ends after {@link #CHAIN} reductions, and augmenting paths assign the rows that have no
 * column yet. Solves do not depend on earlier solves. Not thread-safe.
 */
final class JonkerVolgenant {
    /** The largest number of row reductions in a chain. */
    private static final int CHAIN = 3;

    private static final int NONE = -1;

    /** The vector kernel of this virtual machine; if there is none, the plain loops of the default methods. */
    private static final AssignmentKernel KERNEL =
            Kernels.find(AssignmentKernel.class).orElse(new AssignmentKernel() {});

    private final int rows;
    private final int columns;
    private final double[][] cost;

    /** The dual of each column. */
    private final double[] v;

    /** The row of each column; NONE if it has no row yet. */
    private final int[] rowOf;

    /** The column of each row; only for rows that have a column. */
    private final int[] columnOf;

    /** The rows without a column after the row reductions. */
    private final int[] free;

    /** The columns with the smallest and the second smallest reduced cost of a row. */
    private final int[] bestTwo = new int[2];

    /** The distance of each column in a search; infinite once the column is scanned. */
    private final double[] distance;

    /** The number of columns that a search has scanned, and of numbers in the next three arrays. */
    private int scans;

    /** The scanned columns, in the order of their scans. */
    private final int[] scannedColumn;

    /**
     * The distances that the scanned columns had; their numbers in {@code distance} are infinite until the search ends.
     */
    private final double[] scannedDistance;

    /** The duals of the scanned columns; their numbers in {@code v} are minus infinity until the search ends. */
    private final double[] scannedDual;

    /** The rows from which a search has relaxed distances: the free row, then the row of each scanned column. */
    private final int[] scanningRow;

    /** The number that is subtracted from the reduced costs of each {@code scanningRow} to get distances. */
    private final double[] scanningShift;

    JonkerVolgenant(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        cost = new double[rows][columns];
        v = new double[columns];
        rowOf = new int[columns];
        columnOf = new int[rows];
        free = new int[rows];
        distance = new double[columns];
        scannedColumn = new int[rows];
        scannedDistance = new double[rows];
        scannedDual = new double[rows];
        scanningRow = new int[rows + 1];
        scanningShift = new double[rows + 1];
    }

    /**
     * Copies the costs.
     *
     * @param theta the costs, row by row or, if transposed, column by column; read only
     * @param sign the factor of the costs, 1 or -1
     * @return the largest magnitude; not finite if a cost is not finite
     */
    double fill(double[] theta, boolean transposed, int sign) {
        // the duals are not in use before the solve, so their array holds the largest magnitude of each column
        double[] largest = v;
        Arrays.fill(largest, 0);
        for (int i = 0; i < rows; i++) {
            if (transposed) {
                for (int j = 0; j < columns; j++) {
                    cost[i][j] = theta[j * rows + i];
                }
            } else {
                System.arraycopy(theta, i * columns, cost[i], 0, columns);
            }
            RowLoops.applySign(cost[i], sign, largest);
        }
        double largestMagnitude = 0;
        for (double magnitude : largest) {
            largestMagnitude = Math.max(largestMagnitude, magnitude);
        }
        return largestMagnitude;
    }

    /** Multiplies the costs. */
    void scale(double factor) {
        for (double[] row : cost) {
            RowLoops.scale(row, factor);
        }
    }

    /** Forbids a pair until the next {@link #fill}. */
    void forbid(int row, int column) {
        cost[row][column] = Double.POSITIVE_INFINITY;
    }

    /** Returns the column of each row; the next solve overwrites the array. */
    int[] solve() {
        Arrays.fill(rowOf, NONE);
        startDuals();
        // row reductions need a second column; with a single column, the only row is free[0] = 0
        int freeRows = columns == 1 ? 1 : reduceRows();
        for (int k = 0; k < freeRows; k++) {
            augment(free[k]);
        }
        return columnOf;
    }

    private void startDuals() {
        if (rows < columns) {
            Arrays.fill(v, 0);
            return;
        }
        System.arraycopy(cost[0], 0, v, 0, columns);
        for (int i = 1; i < rows; i++) {
            RowLoops.lower(cost[i], v);
        }
        for (double cheapest : v) {
            requirePair(cheapest);
        }
    }

    /** Throws if the given smallest cost or distance is infinite, because then only forbidden pairs are left. */
    private static void requirePair(double cheapest) {
        if (cheapest == Double.POSITIVE_INFINITY) {
            throw new OracleException(
                    OracleException.Code.INFEASIBLE, "there is no assignment without the forbidden pairs");
        }
    }

    /** Reduces all rows; collects the rows without a column in {@code free}, and returns their number. */
    private int reduceRows() {
        int freeRows = 0;
        for (int i = 0; i < rows; i++) {
            int row = NONE;
            int loser = i;
            for (int step = 0; step < CHAIN && loser != NONE && loser != row; step++) {
                row = loser;
                loser = reduce(row);
            }
            if (loser != NONE) {
                free[freeRows++] = loser;
            }
        }
        return freeRows;
    }

    /** Gives a row its best column; returns the row that loses it, this row if it cannot get one, or NONE. */
    private int reduce(int row) {
        KERNEL.twoSmallest(cost[row], v, bestTwo);
        if (bestTwo[1] == NONE) {
            // the row has at most one column that is not forbidden
            requirePair(bestTwo[0] == NONE ? Double.POSITIVE_INFINITY : cost[row][bestTwo[0]]);
            return rowOf[bestTwo[0]] == NONE ? take(row, bestTwo[0]) : row;
        }
        double gap = reduced(row, bestTwo[1]) - reduced(row, bestTwo[0]);
        if (gap > 0) {
            // now the second-best column is as good for this row
            v[bestTwo[0]] -= gap;
            return take(row, bestTwo[0]);
        }
        // both columns are equally good: takes a column without a row, so that no row loses its column
        int column = rowOf[bestTwo[0]] == NONE ? bestTwo[0] : bestTwo[1];
        return rowOf[column] == NONE ? take(row, column) : row;
    }

    private double reduced(int row, int column) {
        return cost[row][column] - v[column];
    }

    /** Gives a column to a row; returns the row that had it before, or NONE. */
    private int take(int row, int column) {
        int loser = rowOf[column];
        match(row, column);
        return loser;
    }

    private void match(int row, int column) {
        columnOf[row] = column;
        rowOf[column] = row;
    }

    /** Finds the shortest path from a free row to a free column, and changes partners and duals along it. */
    private void augment(int start) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        scans = 0;
        scanningRow[0] = start;
        scanningShift[0] = 0;
        // relax returns the nearest column
        int end = KERNEL.relax(cost[start], v, 0, distance);
        requirePair(distance[end]);
        while (rowOf[end] != NONE) {
            end = scan(end);
            requirePair(distance[end]);
        }
        // undo what scans changed
        for (int s = 0; s < scans; s++) {
            distance[scannedColumn[s]] = scannedDistance[s];
            v[scannedColumn[s]] = scannedDual[s];
        }
        changePartners(start, end);
        for (int s = 0; s < scans; s++) {
            v[scannedColumn[s]] += scannedDistance[s] - distance[end];
        }
    }

    /**
     * Scans a column: removes it from the search and continues from the row that has it. Returns the nearest of the
     * columns that are not scanned yet.
     */
    private int scan(int column) {
        int row = rowOf[column];
        double shift = reduced(row, column) - distance[column];
        scannedColumn[scans] = column;
        scannedDistance[scans] = distance[column];
        scannedDual[scans] = v[column];
        scans++;
        scanningRow[scans] = row;
        scanningShift[scans] = shift;
        // so that AssignmentKernel.relax ignores this column
        distance[column] = Double.POSITIVE_INFINITY;
        v[column] = Double.NEGATIVE_INFINITY;
        return KERNEL.relax(cost[row], v, shift, distance);
    }

    /** Gives each column of the path, from its end back to the free row, to the row before it on the path. */
    private void changePartners(int start, int end) {
        int column = end;
        for (int row = NONE; row != start; ) {
            row = predecessor(column);
            int previous = columnOf[row];
            match(row, column);
            column = previous;
        }
    }

    /**
     * Returns the first row from which the search reached a column at its distance. Equality is exact, because {@link
     * AssignmentKernel#relax} computed the distance by the same operations.
     */
    private int predecessor(int column) {
        int s = 0;
        while (reduced(scanningRow[s], column) - scanningShift[s] != distance[column]) {
            s++;
        }
        return scanningRow[s];
    }
}
