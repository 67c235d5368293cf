package io.dither.experiments.vision;

import io.dither.error.Arguments;
import io.dither.experiments.deep.DeepPlan;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the experiments with images have in common. */
final class VisionOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "/usr/share/datasets/fashion-mnist",
            description = "IDX files (plain or .gz) or binary batches of CIFAR-10 (default: ${DEFAULT-VALUE}, where"
                    + " Debian's dataset-fashion-mnist puts them)")
    private Path data = Path.of("");

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "examples a step (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.002",
            description = "rate of Adam; a tenth of it after 60 %% of the epochs, again after 80 %% (default:"
                    + " ${DEFAULT-VALUE})")
    private double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "seed of weights, order and noise (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "T",
            defaultValue = "1",
            description = "threads of PyTorch and of the samples; another number gives other bits (default:"
                    + " ${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    Path data() {
        return data;
    }

    long seed() {
        return seed;
    }

    int threads() {
        return Arguments.atLeast("threads", threads, 1);
    }

    boolean json() {
        return json;
    }

    DeepPlan plan(int epochs) {
        return new DeepPlan(epochs, batch, learningRate, seed);
    }
}
