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
            description = "methods to train, of those that the table of a run without this option names (default: all)")
    private List<String> methods = List.of();

    @Option(
            names = "--repeats",
            defaultValue = "1",
            paramLabel = "R",
            description =
                    "draws, from the seed on; with three or more, intervals are over draws (default: ${DEFAULT-VALUE})")
    private int repeats;

    @Option(
            names = "--samples",
            defaultValue = "10",
            description = "perturbed solves an example and step (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(
            names = "--iterations",
            defaultValue = "200",
            description = "most iterations of convex losses, by L-BFGS (default: ${DEFAULT-VALUE})")
    private int iterations;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "passes of the others, by Adam (default: 20, or as many as make 320 steps)")
    private @Nullable Integer epochs;

    @Option(names = "--batch", defaultValue = "32", description = "examples a step of Adam (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--learning-rate",
            defaultValue = "0.03",
            description = "rate of Adam, which falls to a hundredth (default: ${DEFAULT-VALUE})")
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
