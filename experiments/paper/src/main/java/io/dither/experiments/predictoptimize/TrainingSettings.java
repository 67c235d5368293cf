package io.dither.experiments.predictoptimize;

import io.dither.error.Arguments;

/**
 * How models are trained.
 *
 * @param samples perturbed solves an example and step
 * @param iterations the most iterations of L-BFGS
 * @param epochs the passes of Adam
 * @param batch the examples a step of Adam
 * @param rate the rate of Adam, which falls to a hundredth
 * @param seed of all noise and of the order of examples
 * @param threads how many work; they change no bit
 */
record TrainingSettings(int samples, int iterations, int epochs, int batch, double rate, long seed, int threads) {
    TrainingSettings {
        Arguments.atLeast("samples", samples, 2);
        Arguments.atLeast("iterations", iterations, 1);
        Arguments.atLeast("epochs", epochs, 1);
        Arguments.atLeast("batch", batch, 1);
        Arguments.positive("learningRate", rate);
        Arguments.atLeast("threads", threads, 1);
    }
}
