package io.dither.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.dither.losses.BatchLoss;
import io.dither.losses.FenchelYoungLoss;
import io.dither.perturbed.SmoothedOptimizer;
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
     * @throws io.dither.error.InvalidArgumentException where the optimizer clamps noise to the domain of its oracle
     */
    public FenchelYoung(SmoothedOptimizer optimizer, LongSupplier steps) {
        this(optimizer, new FenchelYoungLoss(optimizer), steps);
    }

    private FenchelYoung(SmoothedOptimizer optimizer, FenchelYoungLoss loss, LongSupplier steps) {
        super(FenchelYoungLoss.NAME);
        this.optimizer = optimizer;
        this.loss = loss;
        this.steps = steps;
    }

    /**
     * Puts the loss on an optimizer that may clamp, see {@link FenchelYoungLoss#acceptClamping}: for a network whose output stays
     * so far inside the domain that hardly anything is clamped.
     *
     * @param optimizer estimated or exact
     * @param steps as above
     * @return the loss
     */
    public static FenchelYoung acceptClamping(SmoothedOptimizer optimizer, LongSupplier steps) {
        return new FenchelYoung(optimizer, FenchelYoungLoss.acceptClamping(optimizer), steps);
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
