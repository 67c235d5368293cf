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
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A chart of weights with their intervals, and a line at 0. Features have different units, so each weight is drawn in standardised units: it is
 * multiplied by the size of its feature, for example the root mean square. The numbers beside it are in raw units.
 */
final class ForestPlot {
    /** The largest number of weights that are drawn; these have the largest z statistics, and the saved model has all weights. */
    static final int MOST_WEIGHTS = 40;

    /** The axis does not extend beyond this multiple of the largest estimate or true value; longer intervals are cut. */
    private static final double LONGEST = 2.5;
    /** A weight with the size of its feature, and its true value, which is NaN if it is unknown. */
    private record Scaled(Weight weight, double scale, double truth) {
        double standardised(double raw) {
            return raw == 0 ? 0 : raw * scale; // 0 instead of -0
        }

        /** Returns the size of the estimate in standard errors; -1 if that is unknown, so that such weights come last. */
        double zStatistic() {
            double z = Math.abs(weight.estimate()) / weight.standardError();
            return Double.isNaN(z) ? -1 : z;
        }

        Row row(boolean hasTruth) {
            double error = weight.standardError();
            // every status but ESTIMATED has a note, which says why there is no interval
            String interval = Double.isNaN(weight.low()) && !weight.isEstimated()
                    ? weight.note()
                    : Numbers.interval(weight.low(), weight.high(), error);
            String truthText = Double.isFinite(truth) ? Numbers.text(truth, error) : Numbers.UNKNOWN;
            return Row.of(
                            weight.name(),
                            standardised(weight.estimate()),
                            standardised(weight.low()),
                            standardised(weight.high()))
                    .withTruth(standardised(truth))
                    .withCells(List.of(
                            Numbers.text(weight.estimate(), error),
                            interval,
                            hasTruth ? truthText : Numbers.p(weight.pValue())));
        }
    }

    /** The weights that are drawn. */
    private final List<Scaled> drawn;
    /** The number of all weights, drawn or not. */
    private final int weightCount;
    /** Whether the true value of any drawn weight is known. */
    private final boolean hasTruth;
    /** Whether the size of any feature differs from 1, so that drawn weights differ from raw weights. */
    private final boolean isScaled;

    ForestPlot(Fitted fitted, Map<String, Double> truth) {
        List<Weight> weights = fitted.weights();
        List<Scaled> allWeights = IntStream.range(0, weights.size())
                .mapToObj(k -> new Scaled(
                        weights.get(k),
                        scale(fitted.model(), weights.size(), k),
                        truth.getOrDefault(weights.get(k).name(), Double.NaN)))
                .toList();
        weightCount = allWeights.size();
        drawn = weightCount <= MOST_WEIGHTS
                ? allWeights
                : allWeights.stream()
                        .sorted(Comparator.comparingDouble(Scaled::zStatistic).reversed())
                        .limit(MOST_WEIGHTS)
                        .toList();
        hasTruth = drawn.stream().anyMatch(scaled -> Double.isFinite(scaled.truth()));
        isScaled = allWeights.stream().anyMatch(scaled -> scaled.scale() != 1);
    }

    /** Returns the size of a parameter's feature, by which a raw weight is multiplied to be in standardised units. */
    private static double scale(CostModel model, int size, int parameter) {
        double[] unitVector = new double[size];
        unitVector[parameter] = 1;
        double scale = Standardisable.of(model).standardised(unitVector)[parameter];
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
        return weightCount - drawn.size();
    }

    /** Returns whether any drawn weight has an interval. */
    boolean hasIntervals() {
        return drawn.stream().anyMatch(scaled -> Double.isFinite(scaled.weight().low()));
    }

    /** Returns why drawn weights have no interval; empty if all have one. */
    String withoutInterval() {
        return drawn.stream()
                .map(Scaled::weight)
                .filter(weight -> Double.isNaN(weight.low()))
                .map(weight -> weight.isEstimated() ? "not computed" : weight.note())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Returns the chart; {@code unit} is the unit of costs or scores. */
    Chart chart(String unit) {
        List<Row> rows = drawn.stream().map(scaled -> scaled.row(hasTruth)).toList();
        double largest = rows.stream()
                .flatMapToDouble(row -> DoubleStream.of(row.value(), row.truth()))
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(1);
        // if all these numbers are 0, intervals are not cut
        double limit = largest == 0 ? Double.POSITIVE_INFINITY : LONGEST * largest;
        double[] ends = rows.stream()
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
                .with(rows);
    }
}
