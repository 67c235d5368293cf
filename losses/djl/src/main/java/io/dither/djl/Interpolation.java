package io.dither.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.BlackBoxInterpolation;
import io.dither.losses.HammingLoss;
import io.dither.oracle.LinearOracle;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Black-box interpolation of the Hamming loss (Vlastelica et al. 2020) as a loss of DJL: predictions are theta, labels the
 * observed 0/1 solutions, both (batch, d) or (batch, ...) with d numbers an example; the mean over the batch.
 *
 * <p>Lambda counts for each example: the authors' programs apply it to the gradient of the mean over a batch of n, so that
 * their lambda is n times the one here. Two solves an example, in the caller's thread; nothing is random. See {@link
 * BlackBoxInterpolation}.
 */
public final class Interpolation extends Loss {
    private final HammingLoss loss;
    private final int dimension;

    /**
     * Puts the loss on an oracle.
     *
     * @param oracle the oracle, whose points are 0/1
     * @param lambda the length of the interpolation, above 0, in the units of theta
     */
    public Interpolation(LinearOracle oracle, double lambda) {
        super(HammingLoss.NAME);
        loss = new HammingLoss(new BlackBoxInterpolation(oracle, lambda));
        dimension = oracle.dimension();
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray theta = predictions.singletonOrThrow();
        DMatrixRMaj thetas = Surrogate.matrix("predictions", theta, dimension);
        DMatrixRMaj targets = Surrogate.matrix("labels", labels.singletonOrThrow(), dimension);
        double[] values = new double[thetas.numRows];
        DMatrixRMaj gradients = new DMatrixRMaj(thetas.numRows, dimension);
        for (int row = 0; row < values.length; row++) {
            ValueAndGradient value = loss.evaluate(row(thetas, row), row(targets, row));
            values[row] = value.value();
            System.arraycopy(value.gradient().values(), 0, gradients.data, row * dimension, dimension);
        }
        return Surrogate.mean(theta, values, gradients);
    }

    private static double[] row(DMatrixRMaj matrix, int row) {
        return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }
}
