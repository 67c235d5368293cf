package io.dither.experiments.labelranking;

import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dither run label-ranking}: linear models learn to rank labels by the losses of {@link Method}, tuned and
 * compared by nested cross-validation (Berthet et al. 2020, section 5.2).
 */
@Command(
        name = "label-ranking",
        description = {
            "Learn to rank labels from features by several losses, compared by nested cross-validation.",
            "Without --data on bundled iris and wine."
        },
        sortOptions = false,
        showDefaultValues = true)
public final class LabelRankingExperiment implements Experiment {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FILE-OR-DIR",
            description = "a file of features and rankings such as c>a>b, or a folder: all its *.txt")
    private @Nullable Path data;

    @Mixin
    private RankingOptions options = new RankingOptions();

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "parts of the outer cross-validation, at most 3 for sets of more than 5000 examples")
    private int folds = 10;

    @Option(names = "--repeats", paramLabel = "R", description = "how often the outer folds are drawn anew")
    private int repeats = 1;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the run folder")
    private @Nullable Path out;

    @Option(names = "--json", description = "print the results as JSON")
    private boolean json;

    /** Creates the experiment with its defaults. */
    public LabelRankingExperiment() {}

    @Override
    public Integer call() {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        RankingSettings settings = options.settings(folds, repeats);
        List<RankingData> sets = DataSets.load(data);
        RunFolder folder = RunFolder.create(java.util.Objects.requireNonNull(out));
        folder.writeManifest(Manifest.of(command, options.seed(), checksums(sets)));
        RankingReport report = new RankingReport(settings.methods(), run(settings, sets, folder));
        report.write(folder);
        PrintWriter output = command.commandLine().getOut();
        output.print(json ? JsonOutput.text(report.json()) + "\n" : report.table());
        output.flush();
        return 0;
    }

    private List<DataSetResult> run(RankingSettings settings, List<RankingData> sets, RunFolder folder) {
        CrossValidation validation = new CrossValidation(settings, options.threads());
        try (Metrics metrics = RankingReport.metrics(folder);
                Progress progress = Progress.start("label ranking", validation.steps(sets), json)) {
            return validation.run(sets, progress::step, result -> RankingReport.writeRows(result, metrics));
        }
    }

    private static Map<String, String> checksums(List<RankingData> sets) {
        Map<String, String> sums = new LinkedHashMap<>();
        sets.forEach(set -> sums.put(set.name(), set.sha256()));
        return sums;
    }
}
