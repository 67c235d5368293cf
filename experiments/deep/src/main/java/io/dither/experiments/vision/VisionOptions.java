package io.dither.experiments.vision;

import io.dither.experiments.deep.DeepPlan;
import io.dither.experiments.learn.LearningOptions;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The common options of the experiments with images. */
final class VisionOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Read IDX files (plain or .gz) or binary batches of CIFAR-10 in this folder. Default: ${DEFAULT-VALUE},"
                            + " of Debian's package dataset-fashion-mnist.")
    private Path data = Path.of("/usr/share/datasets/fashion-mnist");

    @Mixin
    private final LearningOptions learning;

    /**
     * Sets the defaults of the amplitude of noise and of the numbers of training and test examples; the other defaults are the same for all
     * experiments.
     */
    VisionOptions(double epsilon, int train, int test) {
        learning = new LearningOptions(epsilon, train, test, 5, 64, 0.002); // epochs, batch, learning rate
    }

    /** Returns the options of every run: the seed, resuming, and the threads for PyTorch and for samples. */
    static RunOptions runOptions() {
        return RunOptions.seed(0)
                .threads(1, "Use this many threads for PyTorch and for samples; another number gives other bits.")
                .resumable();
    }

    LearningOptions learning() {
        return learning;
    }

    /** Reads the images, and records their checksums as the data of the run. */
    ImageSets read(Run run) {
        ImageSets sets = ImageSets.read(data);
        run.data(ImageSets.checksums(data));
        return sets;
    }

    DeepPlan plan(int epochs, long seed) {
        return new DeepPlan(epochs, learning.batch(), learning.learningRate(), seed);
    }

    /** Makes a layer with the default noise, a given amplitude and a given number of samples. */
    static PerturbedOptimizer layer(LinearOracle oracle, double epsilon, int samples, Run run) {
        return PerturbedOptimizer.builder(oracle)
                .epsilon(epsilon)
                .samples(samples)
                .seed(run.seed())
                .threads(run.threads())
                .build();
    }
}
