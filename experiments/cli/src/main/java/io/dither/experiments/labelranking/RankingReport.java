package io.dither.experiments.labelranking;

import io.dither.experiments.learn.SampleMean;
import io.dither.experiments.run.LinePlot;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows results: a table for people, a tree for JSON, rows for CSV, and charts. */
final class RankingReport {
    private final RankingLoss loss;
    private final List<DataSetResult> results;

    RankingReport(RankingLoss loss, List<DataSetResult> results) {
        this.loss = loss;
        this.results = results;
    }

    String table() {
        TextTable table = new TextTable("data", "examples", "labels", "folds", "tau " + loss, "tau least squares");
        for (DataSetResult result : results) {
            table.row(
                    result.data().name(),
                    result.data().examples().count(),
                    result.data().labels().size(),
                    result.folds().size(),
                    text(result.tau()),
                    text(result.leastSquaresTau()));
        }
        return table + "\nKendall's tau on held-out examples: mean over the folds +- its standard error.\n";
    }

    Map<String, Object> json() {
        List<Object> sets = new ArrayList<>();
        for (DataSetResult result : results) {
            Map<String, Object> set = new LinkedHashMap<>();
            set.put("name", result.data().name());
            set.put("examples", result.data().examples().count());
            set.put("folds", result.folds().size());
            set.put("tau", pair(result.tau().mean(), result.leastSquaresTau().mean()));
            set.put(
                    "tauStandardError",
                    pair(result.tau().standardError(), result.leastSquaresTau().standardError()));
            sets.add(set);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("experiment", "label-ranking");
        tree.put("datasets", sets);
        return tree;
    }

    void write(RunFolder folder) {
        try (Metrics metrics = folder.metrics("dataset", "fold", "epoch", loss.column(), "testTau")) {
            results.forEach(result -> writeRows(result, metrics));
        }
        results.forEach(result -> writePlots(result, folder));
    }

    private static void writeRows(DataSetResult result, Metrics metrics) {
        for (int k = 0; k < result.folds().size(); k++) {
            FoldResult fold = result.folds().get(k);
            for (int epoch = 0; epoch < fold.taus().length; epoch++) {
                metrics.row(result.data().name(), k + 1, epoch + 1, fold.losses()[epoch], fold.taus()[epoch]);
            }
        }
    }

    private void writePlots(DataSetResult result, RunFolder folder) {
        String name = result.data().name();
        double[] taus = result.meanTaus();
        double[] epochs = new double[taus.length];
        Arrays.setAll(epochs, i -> i + 1);
        double[] baseline = new double[taus.length];
        Arrays.fill(baseline, result.leastSquaresTau().mean());
        folder.writePlot(
                name + "-tau",
                new LinePlot(name + ": agreement with held-out rankings", "epoch", "mean Kendall tau")
                        .line(loss.toString(), epochs, taus)
                        .line("least squares", epochs, baseline));
        folder.writePlot(
                name + "-loss",
                new LinePlot(name + ": training loss", "epoch", loss.title())
                        .line(loss.toString(), epochs, result.meanLosses()));
    }

    private Map<String, Object> pair(double trained, double leastSquares) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put(loss.key(), trained);
        pair.put("leastSquares", leastSquares);
        return pair;
    }

    private static String text(SampleMean mean) {
        return String.format(Locale.ROOT, "%.4f +- %.4f", mean.mean(), mean.standardError());
    }
}
