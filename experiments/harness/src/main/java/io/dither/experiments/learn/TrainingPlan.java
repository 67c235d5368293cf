package io.dither.experiments.learn;

import io.dither.error.Arguments;

/**
 * How long and how fast to train.
 *
 * @param epochs the number of passes over the examples
 * @param batch the number of examples a step; the last batch of an epoch may be smaller
 * @param learningRate the rate of the first epoch
 * @param finalLearningRate the rate of the last epoch; between, it moves geometrically
 * @param seed the seed of the order of the examples
 */
public record TrainingPlan(int epochs, int batch, double learningRate, double finalLearningRate, long seed) {
    /**
     * Checks the numbers.
     *
     * @throws io.dither.error.InvalidArgumentException where one is not above 0
     */
    public TrainingPlan {
        Arguments.atLeast("epochs", epochs, 1);
        Arguments.atLeast("batch", batch, 1);
        Arguments.positive("learningRate", learningRate);
        Arguments.positive("finalLearningRate", finalLearningRate);
    }

    /**
     * Returns the learning rate of an epoch.
     *
     * @param epoch from 1 to epochs
     * @return the rate
     */
    public double rate(int epoch) {
        if (epochs == 1) {
            return learningRate;
        }
        double share = (epoch - 1) / (double) (epochs - 1);
        // StrictMath: the same seed must give the same bits on every machine
        return learningRate * StrictMath.pow(finalLearningRate / learningRate, share);
    }
}
