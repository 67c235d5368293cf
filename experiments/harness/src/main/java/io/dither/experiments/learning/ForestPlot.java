package io.dither.experiments.learning;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.chart.Mark.Row;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Weights with their intervals around a line at 0. Features have different units, so each weight is drawn in standardised units,
 * times the size of its feature; the numbers beside it are in raw units.
 */
final class ForestPlot {
    /** The largest number of weights that are drawn; the saved model has all. */
    static final int MOST = 40;

    /** Intervals much longer than all estimates are cut. */
    private static final double LONGEST = 2.5;

    /** {@code truth} is NaN if it is not known. */
    private record Scaled(Weight weight, double scale, double truth) {
        double by(double raw) {
            return raw == 0 ? 0 : raw * scale;
        }

        double clarity() {
            double z = Math.abs(weight.estimate()) / weight.standardError();
            return Double.isNaN(z) ? -1 : z;
        }

        Row row(boolean hasTruth) {
            double error = weight.standardError();
            String interval = Double.isNaN(weight.low()) && !weight.isEstimated()
                    ? weight.note()
                    : Numbers.interval(weight.low(), weight.high(), error);
            String truthText = Double.isFinite(truth) ? Numbers.text(truth, error) : Numbers.UNKNOWN;
            return Row.of(weight.name(), by(weight.estimate()), by(weight.low()), by(weight.high()))
                    .withTruth(by(truth))
                    .withCells(List.of(
                            Numbers.text(weight.estimate(), error),
                            interval,
                            hasTruth ? truthText : Numbers.p(weight.pValue())));
        }
    }

    private final List<Scaled> rows;
    private final int count;
    private final boolean hasTruth;
    private final boolean isScaled;

    ForestPlot(Fitted fitted, Map<String, Double> truth) {
        List<Weight> weights = fitted.weights();
        List<Scaled> allWeights = IntStream.range(0, weights.size())
                .mapToObj(k -> new Scaled(
                        weights.get(k),
                        scale(fitted.model(), weights.size(), k),
                        truth.getOrDefault(weights.get(k).name(), Double.NaN)))
                .toList();
        count = allWeights.size();
        rows = count <= MOST
                ? allWeights
                : allWeights.stream()
                        .sorted(Comparator.comparingDouble(Scaled::clarity).reversed())
                        .limit(MOST)
                        .toList();
        hasTruth = rows.stream().anyMatch(row -> Double.isFinite(row.truth()));
        isScaled = allWeights.stream().anyMatch(row -> row.scale() != 1);
    }

    /** What one raw unit of a weight is in standardised units: the size of its feature. */
    private static double scale(CostModel model, int size, int parameter) {
        double[] unit = new double[size];
        unit[parameter] = 1;
        double scale = Standardisable.of(model).standardised(unit)[parameter];
        return Double.isFinite(scale) ? scale : 1;
    }

    boolean hasTruth() {
        return hasTruth;
    }

    boolean isScaled() {
        return isScaled;
    }

    /** Returns how many weights are not drawn. */
    int omitted() {
        return count - rows.size();
    }

    /** Returns whether a drawn weight has an interval. */
    boolean hasIntervals() {
        return rows.stream().anyMatch(row -> Double.isFinite(row.weight().low()));
    }

    Chart chart(String unit) {
        List<Row> drawn = rows.stream().map(row -> row.row(hasTruth)).toList();
        double size = drawn.stream()
                .flatMapToDouble(row -> DoubleStream.of(row.value(), row.truth()))
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(1);
        double limit = size == 0 ? Double.POSITIVE_INFINITY : LONGEST * size;
        double[] ends = drawn.stream()
                .flatMapToDouble(row -> DoubleStream.of(row.value(), row.low(), row.high(), row.truth()))
                .filter(Double::isFinite)
                .map(end -> Math.max(-limit, Math.min(limit, end)))
                .toArray();
        return Chart.rows(
                        hasIntervals() ? "Weights with 95 % intervals" : "Weights",
                        isScaled ? "weight \u00d7 size of its feature, in units of " + unit : "weight")
                .columns(
                        List.of("weight", "estimate", "95 % interval", hasTruth ? "truth" : "p"),
                        DoubleStream.of(ends).reduce(0, Math::min),
                        DoubleStream.of(ends).reduce(0, Math::max))
                .with(drawn);
    }
}
