package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Standardises each feature: x -> (x - mean) / deviation. Mean and deviation are fitted on training examples.
 *
 * <p>A feature that is constant on the training examples becomes 0 everywhere, because the training examples say nothing about it.
 *
 * @param means one per feature
 * @param scales one over the deviation of each feature, or 0
 * @param bound the limit to which standardised features are clamped, in standard deviations; infinite for none
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Standardizer(double[] means, double[] scales, double bound) {
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
            double first = features.get(0, j);
            double mean = sum(features, j, x -> x) / features.numRows;
            double squaredDeviations = sum(features, j, x -> (x - mean) * (x - mean));
            // compares the values, because the computed deviation of equal values may differ from 0
            boolean isConstant = sum(features, j, x -> x == first ? 0 : 1) == 0;
            means[j] = mean;
            scales[j] = isConstant ? 0 : 1 / Math.sqrt(squaredDeviations / features.numRows);
        }
        return new Standardizer(means, scales, Double.POSITIVE_INFINITY);
    }

    /**
     * {@return the same map, but with results clamped to a bound, so that no single value weighs much (winsorising)}
     *
     * @param newBound the largest absolute value of a standardised feature, above 0
     */
    Standardizer clampedTo(double newBound) {
        return new Standardizer(means, scales, Arguments.positive("bound", newBound));
    }

    /**
     * Standardises examples.
     *
     * @param features n x d; read only
     * @return n x d; the caller owns it
     */
    DMatrixRMaj apply(DMatrixRMaj features) {
        DMatrixRMaj standardised = new DMatrixRMaj(features.numRows, features.numCols);
        for (int i = 0, index = 0; i < features.numRows; i++) {
            for (int j = 0; j < features.numCols; j++, index++) {
                double standard = (features.data[index] - means[j]) * scales[j];
                standardised.data[index] = Math.max(-bound, Math.min(bound, standard));
            }
        }
        return standardised;
    }

    private static double sum(DMatrixRMaj features, int column, DoubleUnaryOperator term) {
        double sum = 0;
        for (int i = 0; i < features.numRows; i++) {
            sum += term.applyAsDouble(features.get(i, column));
        }
        return sum;
    }
}
