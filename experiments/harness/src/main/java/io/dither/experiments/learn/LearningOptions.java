package io.dither.experiments.learn;

import io.dither.error.Arguments;
import picocli.CommandLine.Option;

/**
 * How much is learnt from, how long and how fast, as options of the command line: a picocli mixin. Each accessor checks what
 * it returns.
 */
public final class LearningOptions {
    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "Amplitude of the Gaussian noise on what is predicted. Default: ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--samples",
            paramLabel = "M",
            description = "Perturbed solves per example and step. Default: ${DEFAULT-VALUE}.")
    private int samples = 10;

    @Option(names = "--train", paramLabel = "N", description = "Training examples. Default: ${DEFAULT-VALUE}.")
    private int train;

    @Option(names = "--test", paramLabel = "N", description = "Test examples. Default: ${DEFAULT-VALUE}.")
    private int test;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training examples. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Examples per step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description = "Adam's rate in the first epoch; it falls to 1 %% of this. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    /**
     * Chooses what holds where an option is not given.
     *
     * @param epsilon the amplitude of the noise
     * @param train the number of training examples
     * @param test the number of test examples
     * @param epochs the passes over them
     * @param batch the examples a step
     * @param learningRate the rate of Adam
     */
    public LearningOptions(double epsilon, int train, int test, int epochs, int batch, double learningRate) {
        this.epsilon = epsilon;
        this.train = train;
        this.test = test;
        this.epochs = epochs;
        this.batch = batch;
        this.learningRate = learningRate;
    }

    /** {@return the amplitude of the noise} */
    public double epsilon() {
        return Arguments.positive("epsilon", epsilon);
    }

    /**
     * Returns the number of samples.
     *
     * @return M, at least 1
     */
    public int samples() {
        return Arguments.atLeast("samples", samples, 1);
    }

    /** {@return the number of training examples} */
    public int train() {
        return Arguments.atLeast("train", train, 1);
    }

    /** {@return the number of test examples} */
    public int test() {
        return Arguments.atLeast("test", test, 1);
    }

    /** {@return the number of passes over the training examples} */
    public int epochs() {
        return Arguments.atLeast("epochs", epochs, 1);
    }

    /** {@return the number of examples of a step} */
    public int batch() {
        return Arguments.atLeast("batch", batch, 1);
    }

    /** {@return the rate of Adam in the first epoch} */
    public double learningRate() {
        return Arguments.positive("learningRate", learningRate);
    }
}
