package io.dither.experiments.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** The loss that a {@link DeepTrainer} minimises, one batch at a time. */
@FunctionalInterface
public interface DeepObjective {
    /**
     * Evaluates the mean loss of a batch; what the network does here is recorded, and its weights get their gradients.
     *
     * @param scope owns the arrays of the batch, and is closed after the step
     * @param examples which training examples these are; read only
     * @param step the number of the batch since training began, from 0: the key of whatever is random
     * @return the mean loss, a scalar
     */
    NDArray evaluate(NDManager scope, int[] examples, long step);
}
