package io.dither.experiments.learning;

import io.dither.experiments.report.Axis;
import io.dither.experiments.report.Html;
import io.dither.experiments.report.Numbers;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Weights with their intervals around a line at 0. Features have different units, so each weight is drawn in standardised units,
 * times the size of its feature; the numbers beside it are in raw units.
 */
final class ForestPlot {
    /** More weights are read from the model. */
    static final int MOST = 40;

    private static final int WIDTH = 1000;
    private static final int ROW = 28;
    private static final int HEAD = 30;
    private static final int FOOT = 50;
    private static final int LEFT = 210;
    private static final int RIGHT = 620;
    private static final int ESTIMATE = 725;
    private static final int INTERVAL = 905;
    private static final int P = 998;

    /** Intervals much longer than all estimates are cut. */
    private static final double LONGEST = 2.5;

    /** {@code truth} is NaN where it is not known. */
    private record Row(Weight weight, double scale, double truth) {
        double at() {
            return scaled(weight.estimate());
        }

        /** The truth, or the estimate where it is not known. */
        double trueAt() {
            return Double.isFinite(truth) ? scaled(truth) : at();
        }

        double scaled(double raw) {
            return raw == 0 ? 0 : raw * scale;
        }

        boolean hasInterval() {
            return Double.isFinite(scaled(weight.low())) && Double.isFinite(scaled(weight.high()));
        }

        double clarity() {
            double z = Math.abs(weight.estimate()) / weight.standardError();
            return Double.isNaN(z) ? -1 : z;
        }
    }

    private final List<Row> rows;
    private final int all;
    private final boolean hasTruth;
    private final boolean isScaled;
    private final Axis axis;
    private final double least;
    private final double most;

    ForestPlot(Fitted fitted, Map<String, Double> truth) {
        List<Weight> weights = fitted.weights();
        List<Row> every = IntStream.range(0, weights.size())
                .mapToObj(k -> new Row(
                        weights.get(k),
                        scale(fitted.model(), weights.size(), k),
                        truth.getOrDefault(weights.get(k).name(), Double.NaN)))
                .toList();
        all = every.size();
        rows = all <= MOST
                ? every
                : every.stream()
                        .sorted(Comparator.comparingDouble(Row::clarity).reversed())
                        .limit(MOST)
                        .toList();
        hasTruth = rows.stream().anyMatch(row -> Double.isFinite(row.truth()));
        isScaled = every.stream().anyMatch(row -> row.scale() != 1);
        double size = rows.stream()
                .mapToDouble(row -> Math.max(Math.abs(row.at()), Math.abs(row.trueAt())))
                .max()
                .orElse(1);
        double limit = size == 0 ? Double.POSITIVE_INFINITY : LONGEST * size;
        least = rows.stream()
                .mapToDouble(row -> Math.min(
                        Math.min(row.at(), row.trueAt()),
                        row.hasInterval() ? row.scaled(row.weight().low()) : row.at()))
                .map(low -> Math.max(low, -limit))
                .reduce(0, Math::min);
        most = rows.stream()
                .mapToDouble(row -> Math.max(
                        Math.max(row.at(), row.trueAt()),
                        row.hasInterval() ? row.scaled(row.weight().high()) : row.at()))
                .map(high -> Math.min(high, limit))
                .reduce(0, Math::max);
        axis = Axis.over(least, most, 5, LEFT, RIGHT);
    }

    /** What one raw unit of a weight is in standardised units: the size of its feature. */
    private static double scale(CostModel model, int size, int parameter) {
        double[] unit = new double[size];
        unit[parameter] = 1;
        double scale = model.standardised(unit)[parameter];
        return Double.isFinite(scale) ? scale : 1;
    }

    boolean hasTruth() {
        return hasTruth;
    }

    boolean isScaled() {
        return isScaled;
    }

    /** How many weights are not drawn. */
    int left() {
        return all - rows.size();
    }

    void write(Html html, String theta) {
        int bottom = HEAD + ROW * rows.size();
        html.open("div", "class", "scroll").open("figure", "class", "chart forest");
        html.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + (bottom + FOOT),
                "role",
                "img",
                "aria-label",
                "weights with 95 % intervals");
        Drawing.text(html, "weight", 0, HEAD - 12, "label");
        Drawing.text(html, "estimate", ESTIMATE, HEAD - 12, "end label");
        Drawing.text(html, "95 % interval", INTERVAL, HEAD - 12, "end label");
        Drawing.text(html, hasTruth ? "truth" : "p", P, HEAD - 12, "end label");
        for (double tick : axis.ticks()) {
            Drawing.path(html, "grid", "M" + Drawing.number(axis.at(tick)) + " " + HEAD + "V" + bottom);
            Drawing.text(html, axis.label(tick), axis.at(tick), bottom + 18, "middle");
        }
        Drawing.path(html, "zero", "M" + Drawing.number(axis.at(0)) + " " + HEAD + "V" + bottom);
        String unit = isScaled ? "weight \u00d7 size of its feature, in units of " + theta : "weight";
        Drawing.text(html, unit, (LEFT + RIGHT) / 2.0, bottom + 40, "middle label");
        for (int i = 0; i < rows.size(); i++) {
            row(html, rows.get(i), HEAD + ROW * i + ROW / 2.0);
        }
        html.close("svg").close("figure").close("div");
    }

    private void row(Html html, Row row, double y) {
        Weight weight = row.weight();
        Drawing.name(html, weight.name(), y + 4.5);
        if (row.hasInterval()) {
            interval(html, row, y);
        }
        String style = row.hasInterval() ? "c0" : "c0 open";
        html.open(
                        "circle",
                        "class",
                        style,
                        "r",
                        "4.5",
                        "cx",
                        Drawing.number(axis.at(row.at())),
                        "cy",
                        Drawing.number(y))
                .close("circle");
        Drawing.text(html, Numbers.text(weight.estimate(), weight.standardError()), ESTIMATE, y + 4.5, "end value");
        String interval = Double.isNaN(weight.low()) && !weight.note().isEmpty()
                ? weight.note()
                : Numbers.interval(weight.low(), weight.high(), weight.standardError());
        Drawing.text(html, interval, INTERVAL, y + 4.5, "end value");
        String last = hasTruth ? known(row) : Numbers.p(weight.pValue());
        Drawing.text(html, last, P, y + 4.5, "end value");
        if (Double.isFinite(row.truth())) {
            Drawing.path(
                    html, "truth", "M" + Drawing.number(axis.at(row.trueAt())) + " " + Drawing.number(y - 10) + "v20");
        }
    }

    private static String known(Row row) {
        return Double.isFinite(row.truth())
                ? Numbers.text(row.truth(), row.weight().standardError())
                : Numbers.UNKNOWN;
    }

    private void interval(Html html, Row row, double y) {
        double low = row.scaled(row.weight().low());
        double high = row.scaled(row.weight().high());
        double from = axis.at(Math.max(low, least));
        double to = axis.at(Math.min(high, most));
        Drawing.path(html, "c0", "M" + Drawing.number(from) + " " + Drawing.number(y) + "H" + Drawing.number(to));
        end(html, from, y, low < least ? -1 : 0);
        end(html, to, y, high > most ? 1 : 0);
    }

    /** A bar, or an arrow where the interval goes on. */
    private static void end(Html html, double x, double y, int direction) {
        String shape = direction == 0
                ? "M" + Drawing.number(x) + " " + Drawing.number(y - 4) + "v8"
                : "M" + Drawing.number(x - 5 * direction) + " " + Drawing.number(y - 4) + "L" + Drawing.number(x) + " "
                        + Drawing.number(y) + "L" + Drawing.number(x - 5 * direction) + " " + Drawing.number(y + 4);
        Drawing.path(html, "c0", shape);
    }
}
