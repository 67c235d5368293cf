package io.dither.oracles.internal.knapsack;

import java.util.Arrays;

/**
 * Computes the prices (dual values) of the rows in the linear relaxation of a knapsack with profits p, weights A and
 * capacities c: max p.x, A x &lt;= c, 0 &lt;= x &lt;= 1. Uses the bounded simplex method on a dense tableau. Any prices
 * of at least 0 give a valid bound of the profit, so rounding errors or an early stop do no harm.
 */
final class KnapsackRelaxation {
    /** Smaller reduced profits are rounding errors: a column with such a reduced profit does not enter the basis. */
    private static final double SMALLEST_REDUCED_PROFIT = 1e-11;

    /** Smaller entries of the tableau are rounding errors: a row with such an entry does not limit a step. */
    private static final double SMALLEST_PIVOT = 1e-9;

    private final int rows;
    private final int width;
    /**
     * Row r has the decrease of basic variable r per unit of each column (items, then slacks); the last row has the
     * reduced profits.
     */
    private final double[][] table;

    /** The value of the basic variable of each row. */
    private final double[] basicValue;

    /** The column of the basic variable of each row. */
    private final int[] basis;

    private int items;

    KnapsackRelaxation(int rows, int maxItems) {
        this.rows = rows;
        width = maxItems + rows;
        table = new double[rows + 1][width];
        basicValue = new double[rows];
        basis = new int[rows];
    }

    /**
     * Finds the prices.
     *
     * @param count the number of items
     * @param profits the profits of the items, above 0
     * @param weights the weights, at least 0; the weight of item k in row r is at k * rows + r
     * @param capacities the capacities of the rows
     * @param prices filled with the price of each row, at least 0
     */
    void solve(int count, double[] profits, double[] weights, double[] capacities, double[] prices) {
        items = count;
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < count; k++) {
                table[r][k] = weights[k * rows + r];
            }
            Arrays.fill(table[r], count, count + rows, 0);
            table[r][count + r] = 1;
            basicValue[r] = capacities[r];
            basis[r] = count + r;
        }
        System.arraycopy(profits, 0, table[rows], 0, count);
        Arrays.fill(table[rows], count, count + rows, 0);
        // usually fewer steps are enough; the limit is necessary because the simplex method may cycle
        int steps = 20 + 4 * (count + rows);
        for (int column = enteringColumn(); column >= 0 && steps > 0; column = enteringColumn()) {
            step(column);
            steps--;
        }
        for (int r = 0; r < rows; r++) {
            // the price of a row is minus the reduced profit of its slack
            prices[r] = Math.max(0, -table[rows][items + r]);
        }
    }

    /** Returns the column with the largest reduced profit; -1 if none is above 0, so that the prices are optimal. */
    private int enteringColumn() {
        double[] reducedProfits = table[rows];
        double largest = SMALLEST_REDUCED_PROFIT;
        int column = -1;
        for (int k = 0; k < items + rows; k++) {
            if (reducedProfits[k] > largest) {
                largest = reducedProfits[k];
                column = k;
            }
        }
        return column;
    }

    /** Raises the variable of a column until it or a basic variable reaches a bound. */
    private void step(int column) {
        // the upper bound of the variable: 1 for an item, infinite for a slack
        double length = column < items ? 1 : Double.POSITIVE_INFINITY;
        int leaving = -1;
        boolean reachesUpperBound = false;
        for (int r = 0; r < rows; r++) {
            double rate = table[r][column];
            boolean rises = rate < 0;
            double room = room(r, rate);
            if (room < length) {
                length = Math.max(0, room);
                leaving = r;
                reachesUpperBound = rises;
            }
        }
        if (leaving < 0) {
            if (column < items) {
                complement(column);
            } else {
                // A slack has no upper bound, so if no row limits it, the program would be unbounded, which it is not:
                // its reduced profit is above 0 only by rounding.
                table[rows][column] = 0;
            }
            return;
        }
        if (reachesUpperBound) {
            complementBasic(leaving);
        }
        pivot(leaving, column);
    }

    /**
     * Returns by how much the entering variable may rise until the basic variable of a row reaches a bound: 0, or, if
     * that variable is an item, 1.
     *
     * @param rate the decrease of the basic variable per unit of the entering variable
     */
    private double room(int row, double rate) {
        if (rate > SMALLEST_PIVOT) {
            return basicValue[row] / rate;
        }
        boolean hasUpperBound = basis[row] < items;
        return rate < -SMALLEST_PIVOT && hasUpperBound ? (1 - basicValue[row]) / -rate : Double.POSITIVE_INFINITY;
    }

    /**
     * Replaces variable x by 1 - x, so that all nonbasic variables are 0. Which variables are replaced is not stored,
     * because only the prices of the rows are read.
     */
    private void complement(int column) {
        for (int r = 0; r < rows; r++) {
            basicValue[r] -= table[r][column];
            table[r][column] = -table[r][column];
        }
        table[rows][column] = -table[rows][column];
    }

    /** Replaces x by 1 - x for the basic variable x of a row: x has reached 1, so 1 - x leaves the basis at 0. */
    private void complementBasic(int row) {
        double[] entries = table[row];
        for (int k = 0; k < items + rows; k++) {
            entries[k] = -entries[k];
        }
        entries[basis[row]] = 1;
        basicValue[row] = 1 - basicValue[row];
    }

    /** Makes the variable of a column the basic variable of a row. */
    private void pivot(int row, int column) {
        double[] source = table[row];
        double inverse = 1 / source[column];
        int end = items + rows;
        for (int k = 0; k < end; k++) {
            source[k] *= inverse;
        }
        source[column] = 1;
        basicValue[row] *= inverse;
        for (int r = 0; r <= rows; r++) {
            double factor = table[r][column];
            if (r != row && factor != 0) {
                double[] target = table[r];
                for (int k = 0; k < end; k++) {
                    target[k] -= factor * source[k];
                }
                target[column] = 0;
                if (r < rows) {
                    basicValue[r] -= factor * basicValue[row];
                }
            }
        }
        basis[row] = column;
    }
}
