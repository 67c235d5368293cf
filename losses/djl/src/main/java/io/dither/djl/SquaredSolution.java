package io.dither.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.dither.error.Arguments;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import java.util.function.LongSupplier;
import org.ejml.data.DMatrixRMaj;

/**
 * Half the squared distance between y_eps(theta) and the observed solution, through the perturbed layer, as a loss of DJL:
 * predictions are theta, labels the observed solutions y, both (batch, d) or (batch, ...); the mean over the batch.
 *
 * <p>The gradient is the vector-Jacobian product of y_eps - y, from the same samples as y_eps: two passes over them. It is not
 * convex, and its gradient is 0 where noise never changes the solution. The optimizer is not closed by the loss.
 */
public final class SquaredSolution extends Loss {
    /** The name under which reports show the value. */
    public static final String NAME = "half squared distance of solutions";

    private final PerturbedOptimizer optimizer;
    private final LongSupplier steps;

    /**
     * Puts the loss on an estimator.
     *
     * @param optimizer of at least 2 samples
     * @param steps asked once for each batch: the step that keys its noise, see {@link PerturbedBlock}
     */
    public SquaredSolution(PerturbedOptimizer optimizer, LongSupplier steps) {
        super(NAME);
        Arguments.atLeast("samples", optimizer.samples(), 2);
        this.optimizer = optimizer;
        this.steps = steps;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray theta = predictions.singletonOrThrow();
        int dimension = optimizer.oracle().dimension();
        DMatrixRMaj thetas = Surrogate.matrix("predictions", theta, dimension);
        DMatrixRMaj targets = Surrogate.matrix("labels", labels.singletonOrThrow(), dimension);
        long step = steps.getAsLong();
        double[] values = new double[thetas.numRows];
        DMatrixRMaj gaps = gaps(optimizer.batch(thetas).step(step).estimate(), targets, values);
        DMatrixRMaj gradients = new DMatrixRMaj(thetas.numRows, dimension);
        int row = 0;
        for (Estimate estimate : optimizer.batch(thetas).step(step).vjp(gaps).estimate()) {
            System.arraycopy(estimate.vjp().values(), 0, gradients.data, row++ * dimension, dimension);
        }
        return Surrogate.mean(theta, values, gradients);
    }

    /** Returns y_eps - y, one row an example, and fills in half its squared norm. */
    private static DMatrixRMaj gaps(List<Estimate> estimates, DMatrixRMaj targets, double[] values) {
        DMatrixRMaj gaps = new DMatrixRMaj(targets.numRows, targets.numCols);
        for (int row = 0; row < values.length; row++) {
            double[] mean = estimates.get(row).mean();
            for (int i = 0; i < mean.length; i++) {
                double gap = mean[i] - targets.unsafe_get(row, i);
                gaps.unsafe_set(row, i, gap);
                values[row] += gap * gap / 2;
            }
        }
        return gaps;
    }
}
