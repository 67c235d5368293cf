package io.dither.experiments.predictoptimize;

import io.dither.error.Arguments;
import io.dither.experiments.run.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of methods and their training. */
final class TrainingOptions {
    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Train these methods; a run without this option lists the names of all in its table. Default: all.")
    private List<String> methods = List.of();

    @Option(
            names = "--repeats",
            paramLabel = "R",
            description =
                    "Draw this many data sets, with the seeds S, S + 1, ...; without effect on energy-knapsack. Intervals are over data sets if there are three or more, otherwise over test examples. Default: ${DEFAULT-VALUE}.")
    private int repeats = 1;

    @Option(
            names = "--samples",
            paramLabel = "M",
            description = "Draw this many samples per example and step. Default: ${DEFAULT-VALUE}.")
    private int samples = 10;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description =
                    "Minimise convex losses by at most this many iterations of L-BFGS. Default: ${DEFAULT-VALUE}.")
    private int iterations = 200;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Minimise other losses by this many passes of Adam. Default: 20, or more to make 320 steps.")
    private @Nullable Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Take this many examples per step of Adam. Default: ${DEFAULT-VALUE}.")
    private int batch = 32;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description = "Start Adam at this learning rate, which falls to a hundredth. Default: ${DEFAULT-VALUE}.")
    private double rate = 0.03;

    /** Returns the methods to train; {@code withTrees} says whether the problem has features of coordinates, on which trees grow. */
    List<Method> methods(boolean withTrees) {
        return Methods.named(methods, withTrees);
    }

    int repeats() {
        return Arguments.atLeast("repeats", repeats, 1);
    }

    TrainingSettings settings(Run run) {
        int passes = epochs == null ? TrainingSettings.USUAL : Arguments.atLeast("epochs", epochs, 1);
        TrainingSettings.Adam adam = new TrainingSettings.Adam(passes, batch, rate);
        return new TrainingSettings(samples, iterations, adam, run.seed(), run.threads());
    }
}
