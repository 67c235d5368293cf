package io.dither.experiments.learn;

import io.dither.error.Arguments;
import picocli.CommandLine.Option;

/**
 * The options of training, a picocli mixin: the noise, the numbers of samples, examples and epochs, the batch size, and the learning rate. Each
 * accessor checks its value.
 */
public final class LearningOptions {
    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "Set the amplitude of the Gaussian noise on predictions. Default: ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--samples",
            paramLabel = "M",
            description = "Draw this many samples per example and step. Default: ${DEFAULT-VALUE}.")
    private int samples = 10;

    @Option(
            names = "--train",
            paramLabel = "N",
            description = "Train on this many examples. Default: ${DEFAULT-VALUE}.")
    private int train;

    @Option(names = "--test", paramLabel = "N", description = "Test on this many examples. Default: ${DEFAULT-VALUE}.")
    private int test;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Pass over the training examples this many times. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Take this many examples per step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description =
                    "Set Adam's learning rate in the first epoch; it falls to 1 %% of this. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    /**
     * Sets the defaults of all options except {@code --samples}, whose default is always 10.
     *
     * @param epsilon the amplitude of the noise
     * @param train the number of training examples
     * @param test the number of test examples
     * @param epochs the passes over the training examples
     * @param batch the examples per step
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
