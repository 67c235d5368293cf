package io.dither.experiments.learn;

/** What is told after each epoch of training. */
@FunctionalInterface
public interface EpochListener {
    /**
     * Hears of an epoch that has just ended.
     *
     * @param epoch its number, from 1
     * @param trainLoss the mean over the training examples of the loss each had when its batch was visited
     * @param model the model as it now is; read only, it changes when training goes on
     */
    void afterEpoch(int epoch, double trainLoss, LinearModel model);
}
