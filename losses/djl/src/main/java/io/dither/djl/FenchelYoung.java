package io.dither.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.dither.losses.FenchelYoungLoss;
import io.dither.layer.SmoothedOptimizer;
import java.util.function.LongSupplier;

/**
 * The Fenchel-Young loss of a smoothed optimizer, without Omega, as a loss of DJL: predictions are theta, labels the observed
 * solutions y, both (batch, d) or (batch, ...) with d numbers an example; the mean over the batch.
 *
 * <p>Its gradient is that of {@link FenchelYoungLoss}, divided by the size of the batch; samples of all examples share the
 * optimizer's threads. The optimizer is not closed by the loss.
 */
public final class FenchelYoung extends Loss {
    private final SmoothedOptimizer optimizer;
    private final FenchelYoungLoss loss;
    private final LongSupplier steps;

    /**
     * Puts the loss on an optimizer.
     *
     * @param optimizer estimated or exact
     * @param steps asked once for each batch: the step that keys its noise, see {@link PerturbedBlock}
     */
    public FenchelYoung(SmoothedOptimizer optimizer, LongSupplier steps) {
        super(FenchelYoungLoss.NAME);
        this.optimizer = optimizer;
        this.loss = new FenchelYoungLoss(optimizer);
        this.steps = steps;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray theta = predictions.singletonOrThrow();
        int dimension = optimizer.oracle().dimension();
        BatchLoss batch = loss.evaluateBatch(
                Surrogate.matrix("predictions", theta, dimension),
                Surrogate.matrix("labels", labels.singletonOrThrow(), dimension),
                steps.getAsLong());
        return Surrogate.mean(theta, batch.values(), batch.gradients());
    }
}
