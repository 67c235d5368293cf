package io.dither.oracles.kernel;

/**
 * The scans of a row of costs, which take most of the time of an assignment. No number is NaN. An override must return
 * the same results as the default. Stateless and thread-safe.
 */
public interface AssignmentKernel {
    /**
     * Finds the columns of the smallest and the second smallest reduced cost, row[j] - v[j], in the order of (reduced
     * cost, column).
     *
     * @param row the costs of at least 2 columns; read only
     * @param v the duals of the columns; read only
     * @param two set to the first and the second of these columns; -1 in place of a column whose reduced cost would be
     *     infinite
     */
    default void twoSmallest(double[] row, double[] v, int[] two) {
        double first = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        int firstColumn = -1;
        int secondColumn = -1;
        for (int j = 0; j < row.length; j++) {
            double reduced = row[j] - v[j];
            if (reduced < second) {
                if (reduced < first) {
                    second = first;
                    secondColumn = firstColumn;
                    first = reduced;
                    firstColumn = j;
                } else {
                    second = reduced;
                    secondColumn = j;
                }
            }
        }
        two[0] = firstColumn;
        two[1] = secondColumn;
    }

    /**
     * Lowers each distance[j] to row[j] - v[j] - shift if that is smaller. A column with v = -infinity keeps its
     * distance.
     *
     * @param row the costs of at least 1 column; read only
     * @param v the duals of the columns, finite or -infinity; read only
     * @param shift a number that is subtracted from each reduced cost: the reduced cost of this row in the column from
     *     which the search continues to it, minus the distance of that column; 0 for the first row of a search
     * @param distance the distances of the columns, finite or +infinity; changed
     * @return the first column with the smallest distance after the change, which may be infinite
     */
    default int relax(double[] row, double[] v, double shift, double[] distance) {
        for (int j = 0; j < row.length; j++) {
            distance[j] = Math.min(distance[j], row[j] - v[j] - shift);
        }
        int nearest = 0;
        for (int j = 1; j < row.length; j++) {
            if (distance[j] < distance[nearest]) {
                nearest = j;
            }
        }
        return nearest;
    }
}
