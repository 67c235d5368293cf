package io.dither.experiments.shortestpath;

import io.dither.experiments.generators.Grid;
import io.dither.experiments.generators.GridCosts;
import io.dither.experiments.learn.LearningOptions;
import io.dither.experiments.run.Run;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of data and training. */
final class ShortestPathOptions {
    @Option(
            names = "--grid",
            paramLabel = "RxC",
            description = "Find paths through a grid of rows x columns. Default: ${DEFAULT-VALUE}.")
    private String grid = "5x5";

    @Option(
            names = "--degree",
            paramLabel = "N",
            description = "Let costs be polynomials of this degree in the features. Default: ${DEFAULT-VALUE}.")
    private int degree = 4;

    @Option(
            names = "--noise-width",
            paramLabel = "W",
            description = "Set half the width of the noise that multiplies costs, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double noiseWidth = 0.5;

    @Option(names = "--features", paramLabel = "N", description = "Draw this many features. Default: ${DEFAULT-VALUE}.")
    private int features = 5;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            description = "Train on this loss: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TrainingLoss loss = TrainingLoss.FENCHEL_YOUNG;

    /** By default: noise of amplitude 1, 1000 training and 1000 test examples, 20 epochs of batches of 32, a learning rate of 0.1. */
    @Mixin
    private LearningOptions learning = new LearningOptions(1, 1000, 1000, 20, 32, 0.1);

    /** Draws the examples that the options describe. */
    Comparison comparison(long seed) {
        GridCosts generator = new GridCosts(Grid.parse(grid), degree, noiseWidth, features);
        return Comparison.draw(generator, learning.train(), learning.test(), seed);
    }

    /** Returns the settings of the training; wrong settings are refused before any work. */
    Training training(Run run) {
        return new Training(
                loss,
                learning.epsilon(),
                learning.samples(),
                run.seed(),
                run.threads(),
                new Training.Adam(learning.epochs(), learning.batch(), learning.learningRate()));
    }
}
