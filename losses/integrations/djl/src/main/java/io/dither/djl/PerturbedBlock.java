package io.dither.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.dither.error.Arguments;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.function.LongSupplier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A perturbed optimizer as a layer of a network: theta, of shape (batch, d) or (batch, ...) with d numbers per example,
 * becomes y_eps(theta), the mean of the solutions for perturbed thetas, of the same shape. Its gradient is the
 * estimated Jacobian (Berthet et al. 2020, section 3.1).
 *
 * <p>While training, the block estimates y_eps and the whole Jacobian from the same samples: the cotangent, by which
 * the loss multiplies the Jacobian, is not known before the backward pass. This takes d x d numbers per example, and at
 * least 2 samples. If the loss is computed from the decisions directly, without layers between, use an
 * {@link OracleLoss} instead, which takes d numbers. The block has no parameters, and does not close the perturbed
 * optimizer.
 */
public final class PerturbedBlock extends AbstractBlock {
    /** The version of the parameters that DJL saves with a block; this block saves none. */
    private static final byte VERSION = 1;

    private final PerturbedOptimizer optimizer;
    private final LongSupplier steps;

    /**
     * Makes a layer.
     *
     * @param optimizer the perturbed optimizer; not closed
     * @param steps returns the step that keys the noise; called once per batch. It should increase with training (an
     *     {@code AtomicLong}'s {@code getAndIncrement}, a trainer's step): a constant repeats the same noise
     */
    public PerturbedBlock(PerturbedOptimizer optimizer, LongSupplier steps) {
        super(VERSION);
        this.optimizer = optimizer;
        this.steps = steps;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray theta = inputs.singletonOrThrow();
        int dimension = optimizer.oracle().dimension();
        DMatrixRMaj thetas = Surrogate.matrix("inputs", theta, dimension);
        Arguments.require(
                !training || optimizer.samples() > 1,
                "samples = 1 gives no Jacobian to train by",
                "Maybe choose 2 or more, or the Fenchel-Young loss, which needs no Jacobian");
        return new NDList(training ? meansWithJacobian(theta, thetas) : means(theta, thetas));
    }

    private NDArray means(NDArray theta, DMatrixRMaj thetas) {
        DMatrixRMaj means = new DMatrixRMaj(thetas.numRows, thetas.numCols);
        int row = 0;
        for (Estimate estimate : optimizer.batch(thetas, steps.getAsLong()).estimate()) {
            System.arraycopy(estimate.mean(), 0, means.data, row++ * thetas.numCols, thetas.numCols);
        }
        return Surrogate.array(theta.getManager(), means.data, theta.getShape(), theta.getDataType());
    }

    private NDArray meansWithJacobian(NDArray theta, DMatrixRMaj thetas) {
        int batch = thetas.numRows;
        int dimension = thetas.numCols;
        double[] means = new double[batch * dimension];
        double[] jacobians = new double[Math.multiplyExact(batch * dimension, dimension)];
        int row = 0;
        for (Estimate estimate :
                optimizer.batch(thetas, steps.getAsLong()).jacobian().estimate()) {
            System.arraycopy(estimate.mean(), 0, means, row * dimension, dimension);
            System.arraycopy(
                    estimate.jacobian().data, 0, jacobians, row * dimension * dimension, dimension * dimension);
            row++;
        }
        Shape square = new Shape(batch, dimension, dimension);
        NDArray jacobian = Surrogate.array(theta.getManager(), jacobians, square, theta.getDataType());
        // see Surrogate: the change is 0, but has the Jacobian as its gradient with respect to theta
        NDArray change = jacobian.matMul(Surrogate.zero(theta).reshape(batch, dimension, 1));
        return Surrogate.array(theta.getManager(), means, theta.getShape(), theta.getDataType())
                .add(change.reshape(theta.getShape()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
