package io.dither.experiments.deep;

/** Receives the numbers of each epoch of a training. */
public interface DeepListener {
    /**
     * Measures the network as it now is; called once for each epoch that is trained.
     *
     * @param epoch its number, from 1
     * @param trainLoss the mean over the training examples of the loss each had when its batch was visited
     * @return the numbers to store for this epoch
     */
    double[] measure(int epoch, double trainLoss);

    /**
     * Receives the numbers of an epoch, in order: after its measurement, or from the checkpoint of a resumed training.
     *
     * @param epoch its number, from 1
     * @param numbers the numbers that {@link #measure} returned
     */
    void afterEpoch(int epoch, double[] numbers);
}
