package io.dither.experiments.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** The loss that a {@link DeepTrainer} minimises, one batch at a time. */
@FunctionalInterface
public interface DeepObjective {
    /**
     * Evaluates the mean loss of a batch; the operations of the network are recorded for the gradients of its weights.
     *
     * @param scope owns the arrays of the batch, and is closed when the gradients are computed, before the weights change
     * @param examples the indices of the training examples of the batch; read only
     * @param step the number of the batch since training began, from 0; random draws must depend on this number and on seeds alone
     * @return the mean loss, a scalar
     */
    NDArray evaluate(NDManager scope, int[] examples, long step);
}
