package io.dither.experiments.coverage;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.learn.model.FitSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dither run coverage}: histories drawn in many situations, and how often 95 % intervals of the fits hold the truth. */
@Command(
        name = "coverage",
        footer = {"dither run coverage --only clusters --histories 500"},
        description = {
            "Fit histories of many situations. Show how often 95 %% intervals exist, and how often they hold the truth."
        },
        sortOptions = false)
public final class CoverageExperiment implements Experiment {
    @Option(
            names = "--histories",
            paramLabel = "R",
            description =
                    "Draw this many histories per situation; 500 give more exact shares. Default: ${DEFAULT-VALUE}.")
    private int histories = 40;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "Run only situations whose names contain this, such as 'argmax' or 'strong'. Default: all.")
    private String only = "";

    @Option(
            names = "--errors",
            paramLabel = "KIND",
            description = "Estimate errors as learn does: robust, jackknife, bootstrap or model. Default: robust.")
    private FitSettings.Errors errors = FitSettings.Errors.ROBUST;

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(0)
                .threads(
                        Runtime.getRuntime().availableProcessors(),
                        "Fit this many histories at the same time; it changes no result.");
    }

    @Override
    public Result run(Run run) {
        Arguments.atLeast("histories", histories, 2);
        // no digit may follow, so that "n = 300" does not find "n = 3000"
        Pattern text = Pattern.compile(Pattern.quote(only) + "(?!\\d)", Pattern.CASE_INSENSITIVE);
        List<Situation> chosen = Situations.all().stream()
                .filter(situation -> text.matcher(situation.name()).find())
                .toList();
        Arguments.require(
                !chosen.isEmpty(),
                "--only '" + only + "' is not in the name of any situation",
                "Maybe try argmax, or n = 300");
        CoverageReport report = new CoverageReport(chosen, coverages(chosen, run));
        run.folder().writePlot("coverage", report.chart());
        return Result.of(Map.of("situations", report.figures()), report.table()).verdict(report.verdict());
    }

    private List<Coverage> coverages(List<Situation> chosen, Run run) {
        Metrics metrics =
                run.metrics("situation", "unknown", "histories", "intervals", "held", "truth", "mean", "error", "rmse");
        Progress progress = run.progress((long) histories * chosen.size());
        List<Coverage> coverages = new ArrayList<>();
        for (Situation situation : chosen) {
            Coverage coverage = Coverage.of(situation, run.seed(), histories, errors, run.threads(), progress::step);
            Stream.of(coverage.unknowns(), coverage.wrongModel())
                    .flatMap(List::stream)
                    .forEach(unknown -> metrics.row(
                            coverage.situation(),
                            unknown.name(),
                            coverage.histories(),
                            unknown.intervals(),
                            unknown.covered(),
                            unknown.truth(),
                            unknown.mean(),
                            unknown.error(),
                            unknown.rmse()));
            coverages.add(coverage);
        }
        return coverages;
    }
}
