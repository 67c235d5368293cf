package io.dither.experiments.learning;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.chart.Mark.Kind;
import io.dither.experiments.chart.Mark.Line;
import io.dither.learn.diagnose.Calibration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * A chart of observed frequencies against predicted probabilities, or of observed means against expectations, with intervals of the observed
 * values.
 */
final class CalibrationPlot {
    private CalibrationPlot() {}

    /** Returns the chart: a point for each bin, and the diagonal on which observed and predicted values agree. */
    static Chart of(Calibration calibration) {
        List<Calibration.Bin> bins = calibration.bins();
        boolean areProbabilities = calibration.isOfProbabilities();
        double[] means = bins.stream()
                .flatMapToDouble(bin -> DoubleStream.of(bin.expected(), bin.observed()))
                .toArray();
        double low = areProbabilities ? 0 : DoubleStream.of(means).min().orElse(0);
        double high = areProbabilities ? 1 : DoubleStream.of(means).max().orElse(1);
        return Chart.square(
                        areProbabilities
                                ? "Observed frequencies against probabilities"
                                : "Observed means against expectations",
                        areProbabilities ? "predicted probability" : "expected",
                        areProbabilities ? "observed frequency" : "observed mean",
                        low,
                        high)
                // the diagonal: without a name, and dashed like lines at 0
                .strokes("", "zero", new double[] {low, high}, new double[] {low, high})
                .with(List.of(Line.of(
                                "",
                                Kind.POINTS,
                                each(bins, Calibration.Bin::expected),
                                each(bins, Calibration.Bin::observed))
                        // the difference is observed minus expected, so these are intervals of the observed values
                        .within(
                                each(
                                        bins,
                                        bin -> bin.expected() + bin.difference().low()),
                                each(
                                        bins,
                                        bin -> bin.expected() + bin.difference().high()))
                        .styled("c0")));
    }

    private static double[] each(List<Calibration.Bin> bins, ToDoubleFunction<Calibration.Bin> number) {
        return bins.stream().mapToDouble(number).toArray();
    }
}
