package io.dither.oracles;

/**
 * The passes over a row of costs that an assignment spends its time in.
 *
 * <p>Each is defined without an order of its own (the smallest value, of equals the lowest column), so that any way to
 * run through the columns, one by one or many at once, gives the same answer. A row is an array of its own because the
 * compiler does not vectorise these loops where they start at an offset. Nothing is NaN, but for {@link #raise}.
 */
final class RowScan {
    private RowScan() {}

    /** Raises each largest[j] to |row[j]| where that is more; NaN stays. */
    static void raise(double[] row, double[] largest) {
        for (int j = 0; j < row.length; j++) {
            largest[j] = Math.max(largest[j], Math.abs(row[j]));
        }
    }

    /** Multiplies a row. */
    static void scale(double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }

    /** Lowers each least[j] to row[j] where that is less. */
    static void lower(double[] row, double[] least) {
        for (int j = 0; j < row.length; j++) {
            least[j] = Math.min(least[j], row[j]);
        }
    }

    /**
     * Finds the columns of the smallest and the second smallest reduced cost, row[j] - v[j].
     *
     * @param row the costs of at least 2 columns
     * @param v the duals of the columns
     * @param two set to the first and the second column in the order of (reduced cost, column)
     */
    static void twoSmallest(double[] row, double[] v, int[] two) {
        double first = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        int at = -1;
        int next = -1;
        for (int j = 0; j < row.length; j++) {
            double reduced = row[j] - v[j];
            if (reduced < second) {
                if (reduced < first) {
                    second = first;
                    next = at;
                    first = reduced;
                    at = j;
                } else {
                    second = reduced;
                    next = j;
                }
            }
        }
        two[0] = at;
        two[1] = next;
    }

    /**
     * Lowers each distance[j] to row[j] - v[j] - shift where that is less. A column with v = -infinity keeps its
     * distance.
     *
     * @return the lowest column of the smallest distance; one is finite
     */
    static int relax(double[] row, double[] v, double shift, double[] distance) {
        for (int j = 0; j < row.length; j++) {
            distance[j] = Math.min(distance[j], row[j] - v[j] - shift);
        }
        int least = 0;
        for (int j = 1; j < row.length; j++) {
            if (distance[j] < distance[least]) {
                least = j;
            }
        }
        return least;
    }
}
