package io.dither.experiments.fit;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A direction of theta on which no decision depends: &lt;direction, y&gt; is the same for each y in Y.
 *
 * @param name "coordinate i", "common shift of all coordinates", "common shift of coordinates i, j, ..", or
 *     "combination of coordinates i, j, .."; coordinates count from 0
 * @param direction the vector, length d; the caller owns it
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Unidentified(String name, double[] direction) {
    private static final double PIVOT = 1e-7;

    /** Names a basis of the complement of the orthonormal rows: the reduced row echelon form of its projector. */
    static List<Unidentified> complementOf(DMatrixRMaj rows) {
        int dimension = rows.numCols;
        double[][] projector = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                projector[i][j] = i == j ? 1 : 0;
                for (int k = 0; k < rows.numRows; k++) {
                    projector[i][j] -= rows.get(k, i) * rows.get(k, j);
                }
            }
        }
        return reduce(projector, dimension - rows.numRows).stream()
                .map(Unidentified::named)
                .toList();
    }

    private static List<double[]> reduce(double[][] rows, int rank) {
        int pivots = 0;
        for (int column = 0; column < rows.length && pivots < rank; column++) {
            int pivot = pivots;
            for (int i = pivots; i < rows.length; i++) {
                pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
            }
            if (Math.abs(rows[pivot][column]) < PIVOT) {
                continue;
            }
            double[] swapped = rows[pivot];
            rows[pivot] = rows[pivots];
            rows[pivots] = swapped;
            eliminate(rows, pivots++, column);
        }
        return new ArrayList<>(List.of(rows).subList(0, pivots));
    }

    private static void eliminate(double[][] rows, int pivot, int column) {
        double factor = rows[pivot][column];
        for (int j = 0; j < rows.length; j++) {
            rows[pivot][j] /= factor;
        }
        for (int i = 0; i < rows.length; i++) {
            double multiple = rows[i][column];
            for (int j = 0; j < rows.length && i != pivot; j++) {
                rows[i][j] -= multiple * rows[pivot][j];
            }
        }
    }

    private static Unidentified named(double[] direction) {
        List<Integer> support = new ArrayList<>();
        boolean ones = true;
        for (int i = 0; i < direction.length; i++) {
            double whole = Math.rint(direction[i]);
            direction[i] = Math.abs(direction[i] - whole) < PIVOT ? whole + 0.0 : direction[i];
            if (direction[i] != 0) {
                support.add(i);
                ones &= direction[i] == 1;
            }
        }
        String list = String.join(", ", support.stream().map(String::valueOf).toList());
        String name = support.size() == 1
                ? "coordinate " + list
                : !ones
                        ? "combination of coordinates " + list
                        : support.size() == direction.length
                                ? "common shift of all coordinates"
                                : "common shift of coordinates " + list;
        return new Unidentified(name, direction);
    }
}
