package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A row for each of some names: a dot for its number, a line for its interval, ticks for the numbers of single draws, and beside them
 * the numbers. It is as wide as its place: below the names where that is narrow.
 *
 * @param title what it shows
 * @param label what the numbers are, with their unit
 * @param rows the rows
 */
record IntervalChart(String title, String label, List<Row> rows) implements Drawn {
    /** Rows beyond so many times the upper quartile end at the edge. */
    private static final double FAR = 2.2;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(String name, double value, double low, double high, double[] draws) {
        boolean hasInterval() {
            return Double.isFinite(low) && Double.isFinite(high);
        }

        DoubleStream ends() {
            return hasInterval() ? DoubleStream.of(value, low, high) : DoubleStream.of(value);
        }

        /** A quarter of the interval, for digits. */
        double error() {
            return hasInterval() ? (high - low) / 4 : Double.NaN;
        }
    }

    static IntervalChart of(JsonNode figure) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : figure.path("rows")) {
            double[] draws = new double[row.path("draws").size()];
            Arrays.setAll(draws, i -> row.path("draws").get(i).asDouble(Double.NaN));
            rows.add(new Row(
                    row.path("name").asText(),
                    row.path("value").asDouble(Double.NaN),
                    row.path("low").asDouble(Double.NaN),
                    row.path("high").asDouble(Double.NaN),
                    draws));
        }
        return new IntervalChart(
                figure.path("title").asText(), figure.path("label").asText(), rows);
    }

    /** What the digits of all rows follow: the middle error. */
    private double error() {
        double[] errors = rows.stream()
                .mapToDouble(Row::error)
                .filter(error -> error > 0)
                .sorted()
                .toArray();
        return errors.length == 0 ? Double.NaN : errors[errors.length / 2];
    }

    private Axis axis() {
        double[] values = rows.stream().mapToDouble(Row::value).sorted().toArray();
        double far = FAR * values[(3 * values.length - 1) / 4];
        double[] shown = rows.stream()
                .filter(row -> row.value() <= far || far <= 0)
                .flatMapToDouble(Row::ends)
                .toArray();
        double least = Arrays.stream(shown).min().orElse(0);
        return Axis.over(least, Arrays.stream(shown).max().orElse(least), 4, 2, 98);
    }

    @Override
    public void write(Html html) {
        if (rows.isEmpty()) {
            return;
        }
        Axis axis = axis();
        html.open("figure", "class", "intervals").open("figcaption").element("b", title);
        html.element("span", label, "class", "unit").close("figcaption");
        html.open("table").open("tbody");
        rows.forEach(row -> row(html, row, axis, error()));
        html.open("tr", "class", "axis").element("th", "").open("td", "class", "bar");
        html.open("svg", "aria-hidden", "true");
        axis.ticks()
                .forEach(tick -> html.element(
                        "text", axis.label(tick), "x", percent(axis.at(tick)), "y", "13", "class", "middle"));
        html.close("svg").close("td").element("td", "").element("td", "").close("tr");
        html.close("tbody").close("table").close("figure");
    }

    private static void row(Html html, Row row, Axis axis, double error) {
        html.open("tr")
                .element("th", row.name(), "scope", "row", "class", Tables.isLong(row.name()) ? "long" : "")
                .open("td", "class", "bar");
        html.open("svg", "aria-hidden", "true");
        axis.ticks().forEach(tick -> line(html, "grid", axis.at(tick), 0, axis.at(tick), 28));
        if (row.hasInterval()) {
            line(html, "interval", axis.at(row.low()), 14, axis.at(row.high()), 14);
        }
        for (double draw : row.draws()) {
            line(html, "draw", axis.at(draw), 9, axis.at(draw), 19);
        }
        boolean isFar = axis.at(row.value()) > 100;
        if (isFar) {
            html.element("text", "\u25b8", "x", "100%", "y", "19", "class", "far");
        } else {
            String at = percent(axis.at(row.value()));
            html.open("circle", "cx", at, "cy", "14", "r", "4.5").close("circle");
        }
        html.close("svg").close("td");
        Tables.cell(html, Numbers.text(row.value(), error), true);
        String interval = row.hasInterval() ? Numbers.interval(row.low(), row.high(), error) : "";
        html.element("td", interval, "class", "number range").close("tr");
    }

    /** What lies beyond the edges ends there. */
    private static void line(Html html, String style, double x1, int y1, double x2, int y2) {
        if (Math.max(x1, x2) >= 0 && Math.min(x1, x2) <= 100) {
            html.open(
                            "line",
                            "class",
                            style,
                            "x1",
                            percent(Math.max(0, x1)),
                            "y1",
                            String.valueOf(y1),
                            "x2",
                            percent(Math.min(100, x2)),
                            "y2",
                            String.valueOf(y2))
                    .close("line");
        }
    }

    private static String percent(double at) {
        return String.format(Locale.ROOT, "%.2f%%", at);
    }
}
