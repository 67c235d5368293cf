package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import org.ejml.data.DMatrixRMaj;

/**
 * The map x -> (x - mean) / deviation of each feature, fitted on training examples and applied to any.
 *
 * <p>A feature that is constant on the training examples becomes 0 everywhere: nothing was learnt of it. Immutable.
 */
final class Standardizer {
    private final double[] means;
    private final double[] scales;
    private final double bound;

    private Standardizer(double[] means, double[] scales, double bound) {
        this.means = means;
        this.scales = scales;
        this.bound = bound;
    }

    /**
     * Fits means and (population) standard deviations.
     *
     * @param features n x d, the training examples only; read only
     * @return the map
     */
    static Standardizer fit(DMatrixRMaj features) {
        Arguments.atLeast("examples", features.numRows, 1);
        int d = features.numCols;
        double[] means = new double[d];
        double[] scales = new double[d];
        for (int j = 0; j < d; j++) {
            means[j] = mean(features, j);
            scales[j] = isConstant(features, j) ? 0 : 1 / deviation(features, j, means[j]);
        }
        return new Standardizer(means, scales, Double.POSITIVE_INFINITY);
    }

    /**
     * {@return the same map, but what lies beyond a bound is put on it, so that no single value weighs much (winsorising)}
     *
     * @param most the largest size of a standardised feature, above 0
     */
    Standardizer within(double most) {
        return new Standardizer(means, scales, Arguments.positive("bound", most));
    }

    /**
     * Standardises examples.
     *
     * @param features n x d; read only
     * @return n x d; the caller owns it
     */
    DMatrixRMaj apply(DMatrixRMaj features) {
        DMatrixRMaj result = new DMatrixRMaj(features.numRows, features.numCols);
        for (int i = 0, at = 0; i < features.numRows; i++) {
            for (int j = 0; j < features.numCols; j++, at++) {
                double standard = (features.data[at] - means[j]) * scales[j];
                result.data[at] = Math.max(-bound, Math.min(bound, standard));
            }
        }
        return result;
    }

    private static double mean(DMatrixRMaj features, int column) {
        double sum = 0;
        for (int i = 0; i < features.numRows; i++) {
            sum += features.get(i, column);
        }
        return sum / features.numRows;
    }

    private static double deviation(DMatrixRMaj features, int column, double mean) {
        double sum = 0;
        for (int i = 0; i < features.numRows; i++) {
            double difference = features.get(i, column) - mean;
            sum += difference * difference;
        }
        return Math.sqrt(sum / features.numRows);
    }

    // by comparison, because the computed deviation of equal numbers is not exactly 0
    private static boolean isConstant(DMatrixRMaj features, int column) {
        for (int i = 1; i < features.numRows; i++) {
            if (features.get(i, column) != features.get(0, column)) {
                return false;
            }
        }
        return true;
    }
}
