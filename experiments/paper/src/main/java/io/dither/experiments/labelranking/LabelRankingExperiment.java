package io.dither.experiments.labelranking;

import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code dither run label-ranking}: trains linear models that rank labels. Nested cross-validation tunes and compares
 * the methods of {@link Method} (Berthet et al. 2020, section 5.2).
 */
@Command(
        name = "label-ranking",
        footer = {"dither run label-ranking --methods fenchel-young,least-squares --repeats 5"},
        description = {
            "Learn to rank labels from features by several losses, compared by nested cross-validation.",
            "Without --data it runs on the data sets iris and wine, which come with dither."
        },
        sortOptions = false)
public final class LabelRankingExperiment implements Experiment {
    @Option(
            names = "--data",
            paramLabel = "FILE-OR-DIR",
            description = "Read features and rankings such as c>a>b from this file, or from all *.txt of this folder.")
    private @Nullable Path data;

    @Mixin
    private RankingOptions options = new RankingOptions();

    @Option(
            names = "--folds",
            paramLabel = "K",
            description =
                    "Use this many folds in the outer cross-validation, at most 3 for sets of more than 5000 examples."
                            + " Default: ${DEFAULT-VALUE}.")
    private int folds = 10;

    @Option(
            names = "--repeats",
            paramLabel = "R",
            description = "Draw the outer folds this many times. Default: ${DEFAULT-VALUE}.")
    private int repeats = 1;

    @Override
    public RunOptions runOptions() {
        return RankingOptions.RUN;
    }

    @Override
    public Result run(Run run) {
        RankingSettings settings = options.settings(folds, repeats, run.seed());
        List<RankingData> sets = DataSets.load(data);
        run.data(checksums(sets));
        CrossValidation validation = new CrossValidation(settings, run.threads());
        Metrics metrics = RankingReport.metrics(run);
        Progress progress = run.progress(validation.fitCount(sets));
        RankingReport report = new RankingReport(
                settings.methods(),
                validation.run(sets, progress::step, result -> RankingReport.writeRows(result, metrics)));
        report.plot(run.folder());
        return Result.of(report.json(), report.tables()).verdict(report.verdict());
    }

    private static Map<String, String> checksums(List<RankingData> sets) {
        Map<String, String> sums = new LinkedHashMap<>();
        sets.forEach(set -> sums.put(set.name(), set.sha256()));
        return sums;
    }
}
