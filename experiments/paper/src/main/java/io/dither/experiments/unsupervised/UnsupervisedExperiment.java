package io.dither.experiments.unsupervised;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Parallel;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code dither run unsupervised}: makes decisions with a known theta, fits theta to them, and measures how the error of
 * the fit and the coverage of its intervals depend on the number of decisions (Berthet et al. 2020, section 4.2).
 */
@Command(
        name = "unsupervised",
        footer = {"dither run unsupervised --models argmax,ranking --data-sets 50"},
        description = {
            "Fit theta to n decisions of a known theta: the error falls like 1/sqrt(n), and the 95 %%"
                    + " intervals cover the truth."
        },
        sortOptions = false)
public final class UnsupervisedExperiment implements Experiment {
    /** The default number of data sets if fits are exact. */
    private static final int EXACT = 400;
    /** The default number of data sets if fits are simulated, which takes longer. */
    private static final int SIMULATED = 60;

    @Option(
            names = "--models",
            paramLabel = "MODEL[,MODEL...]",
            description = "Fit some of argmax, ranking, grid. Default: ${DEFAULT-VALUE}.")
    private String models = Models.NAMES;

    @Option(
            names = "--data-sets",
            paramLabel = "R",
            description = "Draw this many data sets of each size. Default: " + EXACT + ", or " + SIMULATED
                    + " where the fit is simulated.")
    private Optional<Integer> dataSets = Optional.empty();

    @Option(
            names = "--smallest",
            paramLabel = "N",
            description =
                    "Start with data sets of this many observations, then double them. Default: ${DEFAULT-VALUE}.")
    private int smallest = 100;

    @Option(
            names = "--largest",
            paramLabel = "N",
            description = "End with data sets of at most this many observations. Default: ${DEFAULT-VALUE}.")
    private int largest = 6400;

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(0)
                .threads(
                        Runtime.getRuntime().availableProcessors(),
                        "Fit this many data sets at the same time; it changes no result.");
    }

    @Override
    public Result run(Run run) {
        Arguments.atLeast("smallest", smallest, 2);
        Arguments.require(
                largest >= 2L * smallest,
                "largest = " + largest + " is less than twice smallest = " + smallest,
                "Maybe leave both out");
        dataSets.ifPresent(number -> Arguments.atLeast("data-sets", number, 2));
        List<Model> chosen = Models.of(models);
        UnsupervisedReport report = new UnsupervisedReport(rates(chosen, run));
        report.plot(run.folder());
        return Result.of(Map.of("models", report.rates()), report.tables()).verdict(report.verdict());
    }

    private List<Rate> rates(List<Model> chosen, Run run) {
        int[] sizes = UnsupervisedReport.sizes(smallest, largest);
        long steps = chosen.stream().mapToLong(this::dataSetCount).sum() * sizes.length;
        List<Rate> rates = new ArrayList<>();
        Metrics metrics = run.metrics(
                "model",
                "observations",
                "dataSets",
                "unusable",
                "error",
                "errorStandardError",
                "coverage",
                "coverageStandardError",
                "simulationShare");
        Progress progress = run.progress(steps);
        for (Model model : chosen) {
            List<SizeResult> results = new ArrayList<>();
            for (int n : sizes) {
                SizeResult result =
                        SizeResult.of(n, Parallel.run(trials(model, n, run.seed()), run.threads(), progress::step));
                write(metrics, model, result);
                results.add(result);
            }
            rates.add(Rate.of(model, results));
        }
        return rates;
    }

    private List<Callable<Trial>> trials(Model model, int observations, long seed) {
        return IntStream.range(0, dataSetCount(model))
                .<Callable<Trial>>mapToObj(i -> () -> Trial.run(model, observations, seed, i))
                .toList();
    }

    private int dataSetCount(Model model) {
        return dataSets.orElse(model.isExact() ? EXACT : SIMULATED);
    }

    private static void write(Metrics metrics, Model model, SizeResult result) {
        metrics.row(
                model.name(),
                result.observations(),
                result.dataSets(),
                result.unusable(),
                result.error(),
                result.errorStandardError(),
                result.coverage(),
                result.coverageStandardError(),
                result.simulationShare());
    }
}
