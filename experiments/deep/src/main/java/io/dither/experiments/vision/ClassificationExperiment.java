package io.dither.experiments.vision;

import io.dither.error.Arguments;
import io.dither.experiments.data.Images;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.RunOptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dither run classification}: classes as a perturbed maximum, the Fenchel-Young loss against cross-entropy, and how
 * the test accuracy depends on epsilon and on the number of samples (Berthet et al. 2020, section 5.1).
 */
@Command(
        name = "classification",
        description = {
            "Classify small images by a perturbed maximum: Fenchel-Young against cross-entropy, then the test accuracy"
                    + " against epsilon and against the number of samples, on fewer images.",
            "Can be resumed."
        },
        sortOptions = false)
public final class ClassificationExperiment implements Experiment {
    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private VisionOptions options = new VisionOptions();

    @Option(names = "--epsilon", defaultValue = "3", description = "amplitude of the noise (default: ${DEFAULT-VALUE})")
    private double epsilon;

    @Option(names = "--samples", defaultValue = "10", description = "samples an image (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--train", defaultValue = "60000", description = "training images (default: ${DEFAULT-VALUE})")
    private int train;

    @Option(names = "--test", defaultValue = "10000", description = "test images (default: ${DEFAULT-VALUE})")
    private int test;

    @Option(names = "--epochs", defaultValue = "5", description = "passes over them (default: ${DEFAULT-VALUE})")
    private int epochs;

    @Option(
            names = "--sweep-train",
            defaultValue = "5000",
            description = "training images for each point of the two figures (default: ${DEFAULT-VALUE})")
    private int sweepTrain;

    @Option(
            names = "--sweep-epochs",
            defaultValue = "3",
            description = "passes over them, 0 for no figures (default: ${DEFAULT-VALUE})")
    private int sweepEpochs;

    @Option(
            names = "--sweep-epsilons",
            split = ",",
            defaultValue = "0.1,0.3,1,3,10",
            description = "amplitudes of the first figure (default: ${DEFAULT-VALUE})")
    private double[] sweepEpsilons = {};

    @Option(
            names = "--sweep-samples",
            split = ",",
            defaultValue = "1,3,10,30,100",
            description = "numbers of samples of the second (default: ${DEFAULT-VALUE})")
    private int[] sweepSamples = {};

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the experiment; picocli fills in its options. */
    public ClassificationExperiment() {}

    @Override
    public Integer call() {
        check();
        ImageSets sets = ImageSets.read(options.data());
        RunFolder folder = run.open(options.seed(), ImageSets.checksums(options.data()));
        ClassificationReport report;
        try (Metrics metrics = folder.metrics("arm", "epoch", "trainLoss", "testAccuracy");
                Progress progress = Progress.start("classification", steps(), options.json())) {
            Arms arms = new Arms(options, folder.path().resolve("checkpoints"), run.resuming(), metrics, progress);
            report = train(arms, sets);
        }
        report.write(folder);
        spec.commandLine().getOut().print(options.json() ? JsonOutput.text(report.json()) + "\n" : report.table());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void check() {
        Arguments.positive("epsilon", epsilon);
        Arguments.atLeast("samples", samples, 1);
        Arguments.atLeast("train", train, 1);
        Arguments.atLeast("test", test, 1);
        Arguments.atLeast("sweep-train", sweepTrain, 1);
        Arguments.atLeast("sweep-epochs", sweepEpochs, 0);
        options.plan(epochs);
        options.threads();
        Arrays.stream(sweepEpsilons).forEach(value -> Arguments.positive("sweep-epsilons", value));
        Arrays.stream(sweepSamples).forEach(value -> Arguments.atLeast("sweep-samples", value, 1));
    }

    private long steps() {
        Set<List<Number>> points = new HashSet<>();
        Arrays.stream(sweepEpsilons).forEach(value -> points.add(List.of(value, samples)));
        Arrays.stream(sweepSamples).forEach(value -> points.add(List.of(epsilon, value)));
        return 2L * epochs + (sweepEpochs == 0 ? 0 : 1L + points.size()) * sweepEpochs;
    }

    private ClassificationReport train(Arms arms, ImageSets all) {
        ImageSets sets = new ImageSets(all.train().first(train), all.test().first(test));
        Trials full = new Trials(arms, sets, epochs, "full", new HashMap<>());
        ClassificationReport report =
                new ClassificationReport(full.fenchelYoung(epsilon, samples), full.crossEntropy());
        if (sweepEpochs > 0) {
            ImageSets fewer = new ImageSets(all.train().first(sweepTrain), sets.test());
            Trials sweep = new Trials(arms, fewer, sweepEpochs, "sweep", new HashMap<>());
            report.level(sweep.crossEntropy());
            for (double value : sweepEpsilons) {
                report.addEpsilon(value, sweep.fenchelYoung(value, samples));
            }
            for (int value : sweepSamples) {
                report.addSamples(value, sweep.fenchelYoung(epsilon, value));
            }
        }
        return report;
    }

    /** Trainings on the same images for as long. */
    private record Trials(Arms arms, ImageSets sets, int epochs, String name, Map<String, Share> done) {
        Share crossEntropy() {
            return train(name + "-cross-entropy", ClassTask.crossEntropy(sets));
        }

        Share fenchelYoung(double epsilon, int samples) {
            return train(
                    name + "-epsilon-" + epsilon + "-samples-" + samples,
                    ClassTask.fenchelYoung(sets, epsilon, samples, arms.options()));
        }

        /** The two figures have a point in common, which is trained once. */
        private Share train(String arm, ClassTask task) {
            Share known = done.get(arm);
            if (known != null) {
                task.close();
                return known;
            }
            double[] measures = arms.train(
                    arm,
                    Images.CLASSES,
                    Pixels.shape(sets.train(), 1),
                    epochs,
                    sets.train().count(),
                    task);
            Share share = Share.of(measures[0], sets.test().count());
            done.put(arm, share);
            return share;
        }
    }
}
