package io.dither.experiments.learn;

import org.ejml.data.DMatrixRMaj;

/** The loss that a {@link Trainer} minimises, one batch at a time. */
@FunctionalInterface
public interface BatchObjective {
    /**
     * Evaluates the loss of each example of a batch and its gradient in theta.
     *
     * @param thetas n x k, what the model says; read only
     * @param targets n x k, what was observed; read only
     * @param exampleIndices length n: which rows of the training examples these are; read only
     * @param step the number of the batch since training began, from 0: the key of whatever is random
     * @return the losses and gradients
     */
    BatchGradient evaluate(DMatrixRMaj thetas, DMatrixRMaj targets, int[] exampleIndices, long step);
}
