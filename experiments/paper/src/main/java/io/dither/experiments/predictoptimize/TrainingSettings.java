package io.dither.experiments.predictoptimize;

import io.dither.error.Arguments;

/**
 * The settings of training.
 *
 * @param samples the samples per example and step
 * @param iterations the largest number of iterations of L-BFGS
 * @param adam the settings of Adam
 * @param seed the seed of all noise and of the order of examples
 * @param threads the number of threads; the result does not depend on it
 */
record TrainingSettings(int samples, int iterations, Adam adam, long seed, int threads) {
    /**
     * The settings of Adam.
     *
     * @param epochs the passes over the examples, or {@link #USUAL}
     * @param batch the examples per step
     * @param rate the first step size, which falls to a hundredth of it
     */
    record Adam(int epochs, int batch, double rate) {}

    /** Stands for {@link #LEAST_EPOCHS} passes, or for more if these make fewer than {@link #LEAST_STEPS} steps. */
    static final int USUAL = 0;

    private static final int LEAST_STEPS = 320;
    private static final int LEAST_EPOCHS = 20;

    TrainingSettings {
        Arguments.atLeast("samples", samples, 2);
        Arguments.atLeast("iterations", iterations, 1);
        Arguments.atLeast("batch", adam.batch, 1);
        Arguments.positive("learningRate", adam.rate);
        Arguments.threads("threads", threads);
    }

    /** Returns the passes of Adam over a number of examples, in batches of a size. */
    int epochsOf(int examples, int size) {
        int steps = Math.max(1, examples / size);
        return adam.epochs == USUAL ? Math.max(LEAST_EPOCHS, (LEAST_STEPS + steps - 1) / steps) : adam.epochs;
    }

    /** Returns the settings for another draw. */
    TrainingSettings withSeed(long newSeed) {
        return new TrainingSettings(samples, iterations, adam, newSeed, threads);
    }
}
