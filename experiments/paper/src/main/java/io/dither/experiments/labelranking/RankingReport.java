package io.dither.experiments.labelranking;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.run.Verdict;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the results of label-ranking as tables, JSON, CSV and charts.
 *
 * @param methods the methods; the first is compared with each other method
 * @param results one per data set
 */
record RankingReport(List<Method> methods, List<DataSetResult> results) {
    String verdict() {
        if (methods.size() == 1) {
            double mean = results.stream()
                    .mapToDouble(result -> result.tau(methods.get(0)).value())
                    .average()
                    .orElseThrow();
            return PlainText.format(
                    "%s has a mean Kendall tau of %.4f over %d data sets.", methods.get(0), mean, results.size());
        }
        return "On held-out examples of " + results.size() + (results.size() == 1 ? " data set " : " data sets ")
                + methods.get(0) + " is "
                + tallies().stream()
                        .map(tally ->
                                "better than " + tally.against() + " on " + tally.win() + ", worse on " + tally.loss())
                        .collect(Collectors.joining("; "))
                + "; elsewhere the difference is not significant (paired corrected resampled t tests, at a family-wise level of 5 % by Holm).";
    }

    /** Returns the table of data sets and, if there are several methods, the table of wins and losses, each followed by a note. */
    Object[] tables() {
        String note = "\nKendall's tau on held-out examples: mean over the outer folds +- half of its 95 % interval"
                + " (corrected resampled t).\n";
        if (methods.size() == 1) {
            return new Object[] {table(), note};
        }
        return new Object[] {
            table(),
            note + "\n",
            comparison(),
            "\nWin or loss: paired corrected resampled t tests, at a family-wise level of 5 % by Holm, else tie. At or above: by mean tau"
                    + " alone.\n"
        };
    }

    private TextTable table() {
        List<String> header = new ArrayList<>(List.of("data", "examples", "labels", "folds"));
        methods.forEach(method -> header.add(method.toString()));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (DataSetResult result : results) {
            List<Object> row = new ArrayList<>(List.of(
                    result.data().name(),
                    result.data().examples().count(),
                    result.data().labels().size(),
                    result.folds()));
            for (Method method : methods) {
                Interval tau = result.tau(method);
                row.add(Numbers.plusMinus(tau.value(), tau.margin(), 4));
            }
            table.row(row.toArray());
        }
        return table;
    }

    TextTable comparison() {
        TextTable table = new TextTable(methods.get(0) + " against", "win", "tie", "loss", "at or above", "sets");
        for (Tally tally : tallies()) {
            table.row(tally.against(), tally.win(), tally.tie(), tally.loss(), tally.atOrAbove(), results.size());
        }
        return table;
    }

    /**
     * Compares the first method with another method by counts of data sets.
     *
     * @param against the other method
     * @param win where the first method is significantly better
     * @param tie where the difference is not significant
     * @param loss where the first method is significantly worse
     * @param atOrAbove where the mean tau of the first method is not below that of the other method, significant or not
     */
    record Tally(Method against, int win, int tie, int loss, int atOrAbove) {
        static Tally of(Method other, List<Interval> differences, List<Integer> signs) {
            int win = Collections.frequency(signs, 1);
            int loss = Collections.frequency(signs, -1);
            long atOrAbove = differences.stream()
                    .filter(difference -> difference.value() >= 0)
                    .count();
            return new Tally(other, win, signs.size() - win - loss, loss, (int) atOrAbove);
        }
    }

    List<Tally> tallies() {
        List<Method> others = methods.subList(1, methods.size());
        List<Interval> differences = others.stream()
                .flatMap(other -> results.stream().map(result -> result.difference(methods.get(0), other)))
                .toList();
        // 1 or -1 if a difference is significant, otherwise 0
        List<Integer> signs = Arrays.stream(Verdict.signs(differences)).boxed().toList();
        List<Tally> tallies = new ArrayList<>();
        for (Method other : others) {
            int from = tallies.size() * results.size();
            int to = from + results.size();
            tallies.add(Tally.of(other, differences.subList(from, to), signs.subList(from, to)));
        }
        return tallies;
    }

    Map<String, Object> json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("datasets", results.stream().map(this::json).toList());
        tree.put(methods.get(0) + " against", tallies());
        return tree;
    }

    private Map<String, Object> json(DataSetResult result) {
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("name", result.data().name());
        set.put("examples", result.data().examples().count());
        set.put("labels", result.data().labels().size());
        set.put("folds", result.folds());
        Map<String, Object> taus = new LinkedHashMap<>();
        for (Method method : methods) {
            Interval tau = result.tau(method);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("tau", tau.value());
            figures.put("low", tau.low());
            figures.put("high", tau.high());
            figures.put("exact", result.exact(method));
            if (method != methods.get(0)) {
                Interval difference = result.difference(methods.get(0), method);
                figures.put("behind", difference.value());
                figures.put("pValue", difference.pValue());
            }
            taus.put(method.toString(), figures);
        }
        set.put("methods", taus);
        return set;
    }

    /** Starts the CSV of the run, to which {@link #writeRows} adds a row per outer fold and method. */
    static Metrics metrics(Run run) {
        return run.metrics("dataset", "repeat", "fold", "method", "map", "chosen", "testTau", "testExact");
    }

    static void writeRows(DataSetResult result, Metrics metrics) {
        for (FoldResult fold : result.results()) {
            metrics.row(
                    result.data().name(),
                    fold.repeat() + 1,
                    fold.fold() + 1,
                    fold.method(),
                    fold.choice().map(),
                    fold.choice().value(),
                    fold.test().tau(),
                    fold.test().exact());
        }
    }

    void plot(RunFolder folder) {
        results.forEach(result -> folder.writePlot(result.data().name() + "-tau", tauChart(result)));
        results.forEach(result -> writeTuningPlot(result, folder));
    }

    private Chart tauChart(DataSetResult result) {
        Chart plot =
                Chart.rows(result.data().name() + ": agreement on held-out examples", "Kendall tau with 95 % interval");
        for (Method method : methods) {
            Interval tau = result.tau(method);
            // the interval may end above 1, but tau cannot
            plot = plot.row(method.toString(), tau.value(), tau.low(), Math.min(1, tau.high()));
        }
        return plot;
    }

    /**
     * Plots the inner tau over the values of each grid. If the last value of a grid is 0, it is left out, because a logarithmic
     * axis cannot show it.
     */
    private void writeTuningPlot(DataSetResult result, RunFolder folder) {
        String name = result.data().name();
        Chart plot = Chart.lines(
                        name + ": agreement within the training parts", "regularisation or rate", "inner Kendall tau")
                .logX();
        for (Method method : methods) {
            double[] grid = method.grid();
            int shown = (int) Arrays.stream(grid).filter(value -> value > 0).count();
            plot = plot.line(
                    method + (method == Method.BLACK_BOX ? " (rate)" : ""),
                    Arrays.copyOf(grid, shown),
                    Arrays.copyOf(result.innerTaus(method), shown));
        }
        folder.writePlot(name + "-tuning", plot);
    }
}
