package io.dither.experiments.predictoptimize;

import io.dither.error.Arguments;
import io.dither.experiments.run.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which methods, and how they are trained, as options of the command line. */
final class TrainingOptions {
    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "NAME",
            description = "Methods to train, of those that the table of a run without this option names. Default: all.")
    private List<String> methods = List.of();

    @Option(
            names = "--repeats",
            defaultValue = "1",
            paramLabel = "R",
            description =
                    "Draws, from the seed on; with three or more, intervals are over draws. Default: ${DEFAULT-VALUE}.")
    private int repeats;

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "10",
            description = "Perturbed solves an example and step. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "200",
            description = "Most iterations of convex losses, by L-BFGS. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes of the others, by Adam. Default: 20, or as many as make 320 steps.")
    private @Nullable Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description = "Examples a step of Adam. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.03",
            description = "Rate of Adam, which falls to a hundredth. Default: ${DEFAULT-VALUE}.")
    private double rate;

    /** {@code withTrees}: whether the problem has features of coordinates, which trees grow on. */
    List<Method> methods(boolean withTrees) {
        return Methods.named(methods, withTrees);
    }

    int repeats() {
        return Arguments.atLeast("repeats", repeats, 1);
    }

    TrainingSettings settings(Run run) {
        int passes = epochs == null ? TrainingSettings.USUAL : Arguments.atLeast("epochs", epochs, 1);
        return new TrainingSettings(samples, iterations, passes, batch, rate, run.seed(), run.threads());
    }
}
