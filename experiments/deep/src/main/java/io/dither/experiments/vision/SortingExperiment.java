package io.dither.experiments.vision;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.RunOptions;
import io.dither.experiments.run.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dither run sorting}: a network learns to sort four images by their classes from the order alone, with a ranking
 * oracle inside, against squared distances of its scores from the ranks.
 */
@Command(
        name = "sorting",
        description = {
            "Learn to sort four images by their classes from the order alone: Fenchel-Young on ranks against the squared"
                    + " distance of scores from ranks.",
            "Can be resumed."
        },
        sortOptions = false)
public final class SortingExperiment implements Experiment {
    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private VisionOptions options = new VisionOptions();

    @Option(names = "--epsilon", defaultValue = "1", description = "amplitude of the noise (default: ${DEFAULT-VALUE})")
    private double epsilon;

    @Option(names = "--samples", defaultValue = "10", description = "samples a row (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(
            names = "--train",
            defaultValue = "6000",
            description = "training rows of four images (default: ${DEFAULT-VALUE})")
    private int train;

    @Option(names = "--test", defaultValue = "5000", description = "test rows (default: ${DEFAULT-VALUE})")
    private int test;

    @Option(names = "--epochs", defaultValue = "5", description = "passes over them (default: ${DEFAULT-VALUE})")
    private int epochs;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the experiment; picocli fills in its options. */
    public SortingExperiment() {}

    @Override
    public Integer call() {
        Arguments.positive("epsilon", epsilon);
        Arguments.atLeast("samples", samples, 1);
        options.plan(epochs);
        options.threads();
        ImageSets sets = ImageSets.read(options.data());
        Quadruples rows = Quadruples.draw(sets.train(), Arguments.atLeast("train", train, 1), options.seed());
        Quadruples held = Quadruples.draw(sets.test(), Arguments.atLeast("test", test, 1), options.seed());
        RunFolder folder = run.open(options.seed(), ImageSets.checksums(options.data()));
        Map<String, double[]> results = new LinkedHashMap<>();
        try (Metrics metrics =
                        folder.metrics("arm", "epoch", "trainLoss", "exactOrder", "rank1", "rank2", "rank3", "rank4");
                Progress progress = Progress.start("sorting", 2L * epochs, options.json())) {
            Arms arms = new Arms(options, folder.path().resolve("checkpoints"), run.resuming(), metrics, progress);
            Map<String, SortTask> tasks = new LinkedHashMap<>();
            tasks.put("fenchel-young", SortTask.fenchelYoung(rows, held, epsilon, samples, options));
            tasks.put("squared", SortTask.squared(rows, held));
            tasks.forEach((name, task) ->
                    results.put(name, arms.train(name, 1, Pixels.shape(rows.images(), 1), epochs, train, task)));
        }
        report(folder, results);
        return 0;
    }

    private void report(RunFolder folder, Map<String, double[]> results) {
        List<Map<String, Object>> arms = new ArrayList<>();
        TextTable table = new TextTable("loss", "right order", "rank 1", "rank 2", "rank 3", "rank 4");
        results.forEach((name, shares) -> {
            Map<String, Object> arm = new LinkedHashMap<>();
            arm.put("loss", name);
            Object[] row = new Object[2 + Quadruples.SIZE];
            row[0] = name;
            for (int i = 0; i < shares.length; i++) {
                Share share = Share.of(shares[i], test);
                arm.put(i == 0 ? "exactOrder" : "rank" + i, share.value());
                arm.put((i == 0 ? "exactOrder" : "rank" + i) + "StandardError", share.standardError());
                row[1 + i] = share;
            }
            arms.add(arm);
            table.row(row);
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("experiment", "sorting");
        result.put("losses", arms);
        folder.write("result.json", JsonOutput.text(result) + "\n");
        spec.commandLine().getOut().print(options.json() ? JsonOutput.text(result) + "\n" : table.toString());
        spec.commandLine().getOut().flush();
    }
}
