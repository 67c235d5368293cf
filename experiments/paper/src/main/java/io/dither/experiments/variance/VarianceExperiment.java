package io.dither.experiments.variance;

import io.dither.error.Arguments;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dither run variance}: the variance of each estimator under each way of drawing samples. */
@Command(
        name = "variance",
        footer = {"", "For example: dither run variance --samples 128 --repeats 100"},
        description = {
            "Compare the variance of estimates at the same number of samples: independent, antithetic and Sobol samples,"
                    + " products with and without a baseline, common random numbers.",
            "The ratio is the variance of the default over that of the choice: above 1 the choice is better."
        },
        sortOptions = false)
public final class VarianceExperiment implements Experiment {
    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "512",
            description = "Samples an estimate, a multiple of 16. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--repeats",
            paramLabel = "R",
            defaultValue = "400",
            description = "Estimates, each with a seed of its own. Default: ${DEFAULT-VALUE}.")
    private int repeats;

    /** Creates the experiment; picocli fills in its options. */
    public VarianceExperiment() {}

    @Override
    public Result run(Run run) {
        Arguments.require(
                samples >= 32 && samples % 16 == 0,
                "samples = " + samples + " is no multiple of 16 above 16",
                "Maybe choose 512");
        Arguments.atLeast("repeats", repeats, 2);
        List<Row> rows = rows(run);
        Problem.all().forEach(problem -> plot(problem.name(), rows, run));
        return Result.of(Map.of("rows", rows), table(rows)).verdict(verdict(rows));
    }

    private List<Row> rows(Run run) {
        List<Problem> problems = Problem.all();
        List<Row> rows = new ArrayList<>();
        Metrics metrics = run.metrics("problem", "quantity", "choice", "variance", "ratio");
        Progress progress = run.progress(problems.size());
        for (Problem problem : problems) {
            for (Row row : new Comparison(problem, samples, repeats, run.seed()).rows()) {
                metrics.row(row.problem(), row.quantity(), row.choice(), row.variance(), row.ratio());
                rows.add(row);
            }
            progress.step();
        }
        return rows;
    }

    private static void plot(String problem, List<Row> rows, Run run) {
        Chart plot = Chart.rows("Variance on " + problem, "of the default / of the choice");
        for (Row row : rows) {
            if (row.problem().equals(problem) && row.ratio() != 1) {
                plot = plot.row(row.quantity() + ": " + row.choice(), row.ratio(), Double.NaN, Double.NaN);
            }
        }
        run.folder().writePlot("ratio-" + problem.replaceAll("[^a-z0-9]+", "-"), plot);
    }

    private String verdict(List<Row> rows) {
        return String.format(
                Locale.ROOT,
                "At %d samples the variance of F_eps and y_eps is that of independent ones divided by %.2f with Sobol"
                        + " samples and by %.2f with antithetic ones; with common random numbers that of differences is"
                        + " divided by %.1f. These are geometric means over the problems; a ratio of %d repeats has a standard"
                        + " error of up to about %.0f %%.",
                samples,
                ratio(rows, "sobol"),
                ratio(rows, "antithetic"),
                ratio(rows, "common random numbers"),
                repeats,
                200 / Math.sqrt(repeats - 1.0));
    }

    private static double ratio(List<Row> rows, String choice) {
        return Math.exp(rows.stream()
                .filter(row -> row.choice().equals(choice))
                .mapToDouble(row -> Math.log(row.ratio()))
                .average()
                .orElse(Double.NaN));
    }

    private static TextTable table(List<Row> rows) {
        TextTable table = new TextTable("problem", "quantity", "choice", "variance", "ratio");
        for (Row row : rows) {
            table.row(
                    row.problem(),
                    row.quantity(),
                    row.choice(),
                    String.format(Locale.ROOT, "%.3g", row.variance()),
                    String.format(Locale.ROOT, "%.2f", row.ratio()));
        }
        return table;
    }
}
