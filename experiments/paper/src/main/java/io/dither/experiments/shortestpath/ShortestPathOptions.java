package io.dither.experiments.shortestpath;

import io.dither.error.Arguments;
import io.dither.experiments.learn.TrainingPlan;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import picocli.CommandLine.Option;

/** What is drawn and how it is learnt, as options of the command line. */
final class ShortestPathOptions {
    /** The learning rate of the last epoch is this share of the first's. */
    private static final double DECAY = 0.01;

    @Option(names = "--grid", defaultValue = "5x5", description = "rows x columns of cells (default: ${DEFAULT-VALUE})")
    private String grid = "5x5";

    @Option(
            names = "--degree",
            defaultValue = "4",
            description = "degree of the costs in the features (default: ${DEFAULT-VALUE})")
    private int degree;

    @Option(
            names = "--noise-width",
            defaultValue = "0.5",
            description = "half width of the noise that multiplies the costs, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double noiseWidth;

    @Option(names = "--features", defaultValue = "5", description = "number of features (default: ${DEFAULT-VALUE})")
    private int features;

    @Option(names = "--train", defaultValue = "1000", description = "training examples (default: ${DEFAULT-VALUE})")
    private int train;

    @Option(names = "--test", defaultValue = "1000", description = "test examples (default: ${DEFAULT-VALUE})")
    private int test;

    @Option(
            names = "--loss",
            defaultValue = "fenchel-young",
            description = "what to train on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TrainingLoss loss = TrainingLoss.FENCHEL_YOUNG;

    @Option(
            names = "--epsilon",
            defaultValue = "1.0",
            description = "amplitude of the Gaussian noise added to predicted costs (default: ${DEFAULT-VALUE})")
    private double epsilon;

    @Option(
            names = "--samples",
            defaultValue = "10",
            description = "perturbed solves an example and step (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--epochs", defaultValue = "20", description = "passes over the data (default: ${DEFAULT-VALUE})")
    private int epochs;

    @Option(names = "--batch", defaultValue = "32", description = "examples a step (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--learning-rate",
            defaultValue = "0.1",
            description = "Adam's rate in the first epoch; it falls to 1 %% of this (default: ${DEFAULT-VALUE})")
    private double learningRate;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "seed of data, split, order and noise (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "threads; any number gives the same bits (default: ${DEFAULT-VALUE})")
    private int threads;

    long seed() {
        return seed;
    }

    int epochs() {
        return epochs;
    }

    /** Draws the examples that the options describe. */
    Comparison comparison() {
        CostModel model = new CostModel(Grid.parse(grid), degree, noiseWidth, features);
        LinearOracle oracle = OracleRegistry.discover().create(model.grid().oracle());
        return Comparison.draw(
                model, oracle, Arguments.atLeast("train", train, 1), Arguments.atLeast("test", test, 1), seed);
    }

    /** Describes the training, which is checked here: before any work. */
    Training training() {
        TrainingPlan plan = new TrainingPlan(epochs, batch, learningRate, DECAY * learningRate, seed);
        return new Training(loss, epsilon, samples, threads, plan);
    }
}
