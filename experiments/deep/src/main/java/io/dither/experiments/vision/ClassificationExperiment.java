package io.dither.experiments.vision;

import io.dither.error.Arguments;
import io.dither.experiments.learn.LearningOptions;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.experiments.vision.ClassificationReport.Point;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code dither run classification}: predicts classes by a perturbed maximum, compares the Fenchel-Young loss with
 * cross-entropy, and shows how the test accuracy depends on epsilon and on the number of samples (Berthet et al. 2020,
 * section 5.1).
 */
@Command(
        name = "classification",
        footer = {"dither run classification --epochs 1 --sweep-epochs 0"},
        description = {
            "Classify small images by a perturbed maximum: Fenchel-Young against cross-entropy, then the test accuracy"
                    + " against epsilon and against the number of samples, on fewer images.",
            "Can be resumed."
        },
        sortOptions = false)
public final class ClassificationExperiment implements Experiment {
    /** By default: noise of amplitude 3, 60,000 training images and 10,000 test images. */
    @Mixin
    private VisionOptions options = new VisionOptions(3, 60000, 10000);

    @Option(
            names = "--sweep-train",
            paramLabel = "N",
            description = "Train each point of the two charts on this many images. Default: ${DEFAULT-VALUE}.")
    private int sweepTrain = 5000;

    @Option(
            names = "--sweep-epochs",
            paramLabel = "N",
            description = "Pass over these images this many times; 0 for no charts. Default: ${DEFAULT-VALUE}.")
    private int sweepEpochs = 3;

    @Option(
            names = "--sweep-epsilons",
            paramLabel = "E",
            split = ",",
            defaultValue = "0.1,0.3,1,3,10",
            description = "Draw the first chart at these amplitudes of the noise. Default: ${DEFAULT-VALUE}.")
    private double[] sweepEpsilons = {};

    @Option(
            names = "--sweep-samples",
            paramLabel = "M",
            split = ",",
            defaultValue = "1,3,10,30,100",
            description = "Draw the second chart at these numbers of samples. Default: ${DEFAULT-VALUE}.")
    private int[] sweepSamples = {};

    @Override
    public RunOptions runOptions() {
        return VisionOptions.runOptions();
    }

    @Override
    public Result run(Run run) {
        check(run);
        ImageSets sets = options.read(run);
        Metrics metrics = run.metrics("arm", "epoch", "trainLoss", "testAccuracy");
        ClassificationReport report = train(new Arms(options, run, metrics, run.progress(steps())), sets);
        report.plot(run.folder());
        return Result.of(report.json(), report.table(), "\n+-: one standard error.\n")
                .verdict(report.verdict());
    }

    /** Refuses bad options before the images are read. */
    private void check(Run run) {
        Arguments.atLeast("sweep-train", sweepTrain, 1);
        Arguments.atLeast("sweep-epochs", sweepEpochs, 0);
        options.plan(options.learning().epochs(), run.seed());
        Arrays.stream(sweepEpsilons).forEach(value -> Arguments.positive("sweep-epsilons", value));
        Arrays.stream(sweepSamples).forEach(value -> Arguments.atLeast("sweep-samples", value, 1));
    }

    /** Returns the epochs of all networks: two on all images and, for the charts, one by cross-entropy and one per point. */
    private long steps() {
        LearningOptions learning = options.learning();
        Set<List<Number>> points = new HashSet<>();
        Arrays.stream(sweepEpsilons).forEach(value -> points.add(List.of(value, learning.samples())));
        Arrays.stream(sweepSamples).forEach(value -> points.add(List.of(learning.epsilon(), value)));
        return 2L * learning.epochs() + (sweepEpochs == 0 ? 0 : 1L + points.size()) * sweepEpochs;
    }

    private ClassificationReport train(Arms arms, ImageSets allImages) {
        LearningOptions learning = options.learning();
        double epsilon = learning.epsilon();
        int samples = learning.samples();
        ImageSets sets = new ImageSets(
                allImages.train().first(learning.train()), allImages.test().first(learning.test()));
        Trials full = new Trials(arms, new ClassTask(sets), learning.epochs(), "full", new HashMap<>());
        Share fenchelYoung = full.fenchelYoung(epsilon, samples);
        Share crossEntropy = full.crossEntropy();
        if (sweepEpochs == 0) {
            return new ClassificationReport(fenchelYoung, crossEntropy, Optional.empty(), List.of(), List.of());
        }
        ImageSets fewer = new ImageSets(allImages.train().first(sweepTrain), sets.test());
        Trials sweep = new Trials(arms, new ClassTask(fewer), sweepEpochs, "sweep", new HashMap<>());
        return new ClassificationReport(
                fenchelYoung,
                crossEntropy,
                Optional.of(sweep.crossEntropy()),
                Arrays.stream(sweepEpsilons)
                        .mapToObj(value -> new Point(value, sweep.fenchelYoung(value, samples)))
                        .toList(),
                Arrays.stream(sweepSamples)
                        .mapToObj(value -> new Point(value, sweep.fenchelYoung(epsilon, value)))
                        .toList());
    }

    /** Trainings on the same images, for the same number of epochs; {@code accuracies} has those that were already measured. */
    private record Trials(Arms arms, ClassTask task, int epochs, String name, Map<String, Share> accuracies) {
        Share crossEntropy() {
            return train(name + "-cross-entropy", Optional.empty());
        }

        Share fenchelYoung(double epsilon, int samples) {
            return accuracies.computeIfAbsent(
                    name + "-epsilon-" + epsilon + "-samples-" + samples,
                    arm -> train(arm, Optional.of(VisionOptions.layer(task.oracle(), epsilon, samples, arms.run()))));
        }

        private Share train(String arm, Optional<PerturbedOptimizer> layer) {
            List<double[]> measures = arms.train(arm, epochs, task, layer);
            return Share.of(
                    measures.get(measures.size() - 1)[0], task.sets().test().count());
        }
    }
}
