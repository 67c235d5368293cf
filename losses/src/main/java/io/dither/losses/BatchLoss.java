package io.dither.losses;

import org.ejml.data.DMatrixRMaj;

/**
 * The losses of a batch; the caller owns the arrays.
 *
 * @param values one loss an example
 * @param standardErrors the standard error of each value
 * @param gradients the gradients in theta, one row an example, d columns
 * @param gradientStandardErrors the standard error of each entry of the gradients, of the same shape
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of results, compared by nobody
public record BatchLoss(
        double[] values, double[] standardErrors, DMatrixRMaj gradients, DMatrixRMaj gradientStandardErrors) {
    static BatchLoss ofSize(int examples, int dimension) {
        return new BatchLoss(
                new double[examples],
                new double[examples],
                new DMatrixRMaj(examples, dimension),
                new DMatrixRMaj(examples, dimension));
    }

    /**
     * Returns the mean loss of the batch.
     *
     * @return the mean of the values
     */
    public double meanValue() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
