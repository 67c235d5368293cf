package io.dither.experiments.solves;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.TextTable;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dither run solves}: how many solves an error costs. */
@Command(
        name = "solves",
        description = {
            "Count the solves that a fit needs, plainly and by known solutions, and those that the standard error of a"
                    + " gradient needs under each way to draw: on an LP, a MIP, CP-SAT and an assignment.",
            "A ratio is the number of solves, or the variance at equal solves, over that of the choice: above 1 it is better."
        },
        footer = {"", "For example: dither run solves --problem LP --seeds 0"},
        sortOptions = false)
public final class SolvesExperiment implements Experiment {
    private static final String FIT = "fit: mean loss";
    private static final String KNOWN = "known solutions";
    private static final double[] EPSILONS = {1, 0.3};

    @Option(
            names = "--problem",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only the problems whose names begin so, such as MIP.")
    private String only = "";

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "20",
            description = "Decisions of a history. Default: ${DEFAULT-VALUE}.")
    private int examples;

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "6",
            description = "Samples an example. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--histories",
            paramLabel = "H",
            defaultValue = "3",
            description = "Histories that are fitted. Default: ${DEFAULT-VALUE}.")
    private int histories;

    @Option(
            names = "--held",
            paramLabel = "N",
            defaultValue = "100",
            description = "Decisions on which regret is measured. Default: ${DEFAULT-VALUE}.")
    private int held;

    @Option(
            names = "--solves",
            paramLabel = "S",
            defaultValue = "128",
            description = "Solves a gradient, a multiple of 16. Default: ${DEFAULT-VALUE}.")
    private int solves;

    @Option(
            names = "--seeds",
            paramLabel = "R",
            defaultValue = "20",
            description = "Gradients of each choice, 0 for none. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    /** Creates the experiment; picocli fills in its options. */
    public SolvesExperiment() {}

    @Override
    public Result run(Run run) {
        Arguments.atLeast("histories", histories, 1);
        Arguments.require(
                solves >= 32 && solves % 16 == 0, "solves = " + solves + " is no multiple of 16 above 16", "Maybe 128");
        List<String> names = Problem.names(only);
        Metrics metrics = run.metrics("problem", "what", "choice", "solves", "seconds", "error", "ratio");
        Progress progress = run.progress(names.size());
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            Problem problem = Problem.of(name, run.out());
            List<Row> some = new ArrayList<>(fits(problem, run.seed()));
            for (double epsilon : seeds > 1 ? EPSILONS : new double[0]) {
                some.addAll(gradients(problem, epsilon));
            }
            for (Row row : some) {
                metrics.row(
                        row.problem(), row.what(), row.choice(), row.solves(), row.seconds(), row.error(), row.ratio());
            }
            rows.addAll(some);
            progress.step();
        }
        List<Row> untimed = rows.stream().map(Row::untimed).toList();
        return Result.of(Map.of("rows", untimed), table(rows, false))
                .verdict(verdict(rows))
                .timed(Map.of("seconds", rows.stream().map(Row::seconds).toList()), table(rows, true));
    }

    private static TextTable table(List<Row> rows, boolean timed) {
        List<String> head = new ArrayList<>(List.of("problem", "what", "choice", "solves", "error", "ratio"));
        if (timed) {
            head.add("seconds");
        }
        TextTable table = new TextTable(head.toArray(String[]::new));
        for (Row row : rows) {
            List<Object> cells = new ArrayList<>(List.of(
                    row.problem(),
                    row.what(),
                    row.choice(),
                    String.format(Locale.ROOT, "%.0f", row.solves()),
                    String.format(Locale.ROOT, "%.3g", row.error()),
                    String.format(Locale.ROOT, "%.2f", row.ratio())));
            if (timed) {
                cells.add(Double.isNaN(row.seconds()) ? "-" : String.format(Locale.ROOT, "%.2f", row.seconds()));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    private static String verdict(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.what().equals(FIT) && row.choice().equals(KNOWN))
                .map(row -> String.format(Locale.ROOT, "%.1f on %s", row.ratio(), row.problem()))
                .collect(Collectors.joining(
                        ", ", "A plain fit makes this many times the solves of one by known solutions: ", "."));
    }

    /** Means over histories. */
    private List<Row> fits(Problem problem, long seed) {
        double[][] whole = new double[2][3];
        double[][] toRegret = new double[2][3];
        for (int h = 0; h < histories; h++) {
            double least = Double.NaN;
            List<Observation> apart = problem.history(problem.oracle(), held, ~(seed + h));
            for (int pooled = 0; pooled < 2; pooled++) {
                FitCost cost = FitCost.of(problem, pooled == 1, examples, samples, apart, seed + h + 1);
                least = pooled == 0 ? cost.last().regret() : least;
                add(whole[pooled], cost.last(), cost.loss());
                FitCost.Step reached = cost.reaching(1.05 * least + 1e-4);
                add(toRegret[pooled], reached, reached.regret());
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int pooled = 0; pooled < 2; pooled++) {
            String choice = pooled == 0 ? "plain" : KNOWN;
            rows.add(row(problem, FIT, choice, whole[pooled], whole[0]));
        }
        for (int pooled = 0; pooled < 2; pooled++) {
            String choice = pooled == 0 ? "plain" : KNOWN;
            rows.add(row(problem, "to the regret of a plain fit", choice, toRegret[pooled], toRegret[0]));
        }
        return rows;
    }

    private void add(double[] sums, FitCost.Step step, double error) {
        sums[0] += (double) step.solves() / histories;
        sums[1] += step.seconds() / histories;
        sums[2] += error / histories;
    }

    private static Row row(Problem problem, String what, String choice, double[] one, double[] plain) {
        return new Row(problem.name(), what, choice, one[0], one[1], one[2], plain[0] / one[0]);
    }

    private List<Row> gradients(Problem problem, double epsilon) {
        List<GradientCost> costs = GradientCost.all(problem.oracle(), epsilon, solves, seeds);
        double plain = costs.get(0).variance();
        String what = "gradient, epsilon " + epsilon + ": claimed / true error";
        return costs.stream()
                .map(one -> new Row(
                        problem.name(),
                        what,
                        one.choice(),
                        solves,
                        Double.NaN,
                        Math.sqrt(one.claimed() / one.variance()),
                        plain / one.variance()))
                .toList();
    }
}
