package io.dither.experiments.deep;

/** Measures a network after each epoch of its training, and receives the measured numbers of all epochs. */
public interface DeepListener {
    /**
     * Measures the network as it now is; called once for each epoch that is trained.
     *
     * @param epoch its number, from 1
     * @param trainLoss the mean loss of the training examples; each loss was computed when the batch of its example was visited
     * @return the numbers to store for this epoch
     */
    double[] measure(int epoch, double trainLoss);

    /**
     * Receives the numbers of an epoch, in the order of the epochs: after {@link #measure}, or from the checkpoint of a
     * resumed training.
     *
     * @param epoch its number, from 1
     * @param numbers the numbers that {@link #measure} returned
     */
    void afterEpoch(int epoch, double[] numbers);
}
