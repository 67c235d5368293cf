package io.dither.experiments.shortestpath;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.RunFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The losses and regrets of each epoch, written to the run folder as numbers and as plots. */
final class History {
    private record Epoch(double trainLoss, double trainRegret, double testRegret) {}

    private final TrainingLoss loss;
    private final List<Epoch> epochs = new ArrayList<>();

    History(TrainingLoss loss) {
        this.loss = loss;
    }

    /** Adds an epoch, and appends it to the metrics. */
    void add(Metrics metrics, double trainLoss, double trainRegret, double testRegret) {
        epochs.add(new Epoch(trainLoss, trainRegret, testRegret));
        metrics.row(epochs.size(), trainLoss, trainRegret, testRegret);
    }

    /** Plots the loss and the regrets over the epochs, with the test regrets of least squares and of the floor as horizontal lines. */
    void plot(RunFolder folder, double leastSquaresRegret, double floorRegret) {
        double[] numbers = new double[epochs.size()];
        Arrays.setAll(numbers, i -> i + 1); // epochs are numbered from 1
        folder.writePlot(
                "regret",
                Chart.lines("Normalised regret of predicted shortest paths", "epoch", "regret (%)")
                        .line(loss.label() + ", test", numbers, each(epoch -> 100 * epoch.testRegret()))
                        .line(loss.label() + ", training", numbers, each(epoch -> 100 * epoch.trainRegret()))
                        .line("least squares, test", numbers, each(epoch -> 100 * leastSquaresRegret))
                        .line("floor, test", numbers, each(epoch -> 100 * floorRegret)));
        folder.writePlot(
                "loss",
                Chart.lines("Training loss", "epoch", loss.title()).line("training", numbers, each(Epoch::trainLoss)));
    }

    private double[] each(ToDoubleFunction<Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }
}
