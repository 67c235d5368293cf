package io.dither.experiments.shortestpath;

import io.dither.experiments.run.LinePlot;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.RunFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What happened in each epoch, written to the run folder as numbers and as plots. */
final class History {
    private record Epoch(double trainLoss, double trainRegret, double testRegret) {}

    private final List<Epoch> epochs = new ArrayList<>();

    /** Notes an epoch and appends it to the metrics. */
    void add(Metrics metrics, double trainLoss, double trainRegret, double testRegret) {
        epochs.add(new Epoch(trainLoss, trainRegret, testRegret));
        metrics.row(epochs.size(), trainLoss, trainRegret, testRegret);
    }

    /** Draws loss.png, regret.png and the same as SVG. */
    void plot(RunFolder folder, String lossName, Map<String, Double> levels) {
        double[] x = new double[epochs.size()];
        Arrays.setAll(x, i -> i + 1);
        folder.writePlot(
                "loss",
                new LinePlot("Training loss", "epoch", lossName)
                        .line(
                                "training",
                                x,
                                epochs.stream().mapToDouble(Epoch::trainLoss).toArray()));
        LinePlot regret = new LinePlot("Normalised regret on the grid", "epoch", "regret (%)")
                .line(
                        "trained, test",
                        x,
                        percent(epochs.stream().mapToDouble(Epoch::testRegret).toArray()))
                .line(
                        "trained, training",
                        x,
                        percent(epochs.stream().mapToDouble(Epoch::trainRegret).toArray()));
        levels.forEach((name, level) -> {
            double[] y = new double[x.length];
            Arrays.fill(y, level);
            regret.line(name, x, percent(y));
        });
        folder.writePlot("regret", regret);
    }

    private static double[] percent(double[] shares) {
        return Arrays.stream(shares).map(share -> 100 * share).toArray();
    }
}
