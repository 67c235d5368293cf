package io.dither.experiments.deep;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;

/**
 * The number of epochs, the batch size, the learning rate and the seed of a training.
 *
 * @param epochs the number of passes over the examples
 * @param batch the number of examples per step; the last batch of an epoch may be smaller
 * @param learningRate the learning rate of the first epochs; it is divided by 10 after 60 % of the epochs and again
 *     after 80 %
 * @param seed the seed of the order of the examples
 */
public record DeepPlan(int epochs, int batch, double learningRate, long seed) {
    /**
     * Checks the numbers.
     *
     * @throws InvalidArgumentException if the number of epochs, the batch size or the learning rate is not above 0
     */
    public DeepPlan {
        Arguments.atLeast("epochs", epochs, 1);
        Arguments.atLeast("batch", batch, 1);
        Arguments.positive("learningRate", learningRate);
    }

    /**
     * {@return the learning rate of an epoch}
     *
     * @param epoch from 1 to epochs
     */
    public double learningRateOf(int epoch) {
        int done = epoch - 1; // epochs; integers compare exactly with 80 % and 60 %
        if (10L * done >= 8L * epochs) {
            return learningRate / 100;
        }
        return 10L * done >= 6L * epochs ? learningRate / 10 : learningRate;
    }
}
