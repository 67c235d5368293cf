package io.dither.experiments.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Draws a chart as SVG in HTML, in colours of the style sheet; its script shows the numbers under the pointer. */
final class ChartSvg {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 300;
    private static final int LEFT = 64;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 44;

    /** There are as many colours in the style sheet. */
    private static final int COLOURS = 7;

    private static final int MOST_DOTS = 30;

    private final Chart chart;
    private final boolean isComparison;
    private final int height;
    private final Axis x;
    private final Axis y;

    ChartSvg(Chart chart, boolean isComparison) {
        this.chart = chart;
        this.isComparison = isComparison;
        height = chart.isPlane() ? WIDTH - LEFT - RIGHT + TOP + BOTTOM : HEIGHT;
        if (chart.isPlane()) {
            x = Axis.over(-chart.reach(), chart.reach(), 6, LEFT, WIDTH - RIGHT);
            y = Axis.over(-chart.reach(), chart.reach(), 6, height - BOTTOM, TOP);
            return;
        }
        Axis plain = axis(this::abscissae, this::abscissae, 8, LEFT, WIDTH - RIGHT);
        x = chart.isCounted() ? plain.whole() : plain;
        Axis plainY =
                axis(series -> ordinates(series.low()), series -> ordinates(series.high()), 6, height - BOTTOM, TOP);
        y = (chart.logarithmicY() ? plainY.whole() : plainY).rounded();
    }

    private double[] abscissae(Series series) {
        return chart.logarithmicX() ? Arrays.stream(series.x()).map(Math::log10).toArray() : series.x();
    }

    private double[] ordinates(double[] values) {
        return chart.logarithmicY() ? Arrays.stream(values).map(Math::log10).toArray() : values;
    }

    private Axis axis(
            Function<Series, double[]> low, Function<Series, double[]> high, int labels, double from, double to) {
        double least = finite(low).min().orElse(0);
        return Axis.over(least, finite(high).max().orElse(least + 1), labels, from, to);
    }

    private DoubleStream finite(Function<Series, double[]> values) {
        return chart.series().stream()
                .flatMapToDouble(series -> Arrays.stream(values.apply(series)))
                .filter(Double::isFinite);
    }

    void write(Html html) {
        html.open("figure", "class", chart.isPlane() ? "chart square" : "chart")
                .open("figcaption")
                .element("b", chart.title());
        if (!chart.yLabel().isEmpty() && !chart.isPlane()) {
            html.element("span", chart.yLabel(), "class", "unit");
        }
        legend(html);
        html.close("figcaption");
        html.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "img",
                "aria-label",
                chart.title(),
                chart.isPlane() ? "data-plane" : "data-chart",
                chart.isPlane() ? "" : data());
        axes(html);
        for (int i = 0; i < chart.series().size(); i++) {
            line(html, chart.series().get(i), style(i));
        }
        html.close("svg").element("output", "");
        if (!chart.caption().isEmpty()) {
            html.element("p", chart.caption(), "class", "note");
        }
        html.close("figure");
    }

    /** Runs differ in colour, the lines of one run in their dashes; elsewhere levels to compare with are dashed. */
    private String style(int index) {
        Series series = chart.series().get(index);
        long before = chart.series().subList(0, index).stream()
                .filter(other -> other.run() == series.run())
                .count();
        return isComparison
                ? "c" + series.run() % COLOURS + " d" + before % 4
                : "c" + index % COLOURS + (series.isLevel() ? " d1" : " d0");
    }

    private void legend(Html html) {
        for (int i = 0; i < chart.series().size(); i++) {
            String name = chart.series().get(i).name();
            if (!name.isEmpty()) {
                html.open("span", "class", "key " + style(i))
                        .markup("<svg viewBox=\"0 0 22 8\" width=\"22\" height=\"8\"><path d=\"M0 4H22\"/></svg>")
                        .text(name)
                        .close("span");
            }
        }
    }

    private void axes(Html html) {
        for (double tick : y.ticks()) {
            String at = number(y.at(tick));
            html.open("path", "class", "grid", "d", "M" + LEFT + " " + at + "H" + (WIDTH - RIGHT))
                    .close("path");
            html.element(
                    "text",
                    chart.logarithmicY() ? power(tick) : y.label(tick),
                    "x",
                    String.valueOf(LEFT - 8),
                    "y",
                    number(y.at(tick) + 4),
                    "class",
                    "end");
        }
        for (double tick : xTicks()) {
            String at = number(x.at(tick));
            html.open("path", "class", "tick", "d", "M" + at + " " + (height - BOTTOM) + "v5")
                    .close("path");
            html.element(
                    "text",
                    chart.logarithmicX() ? Numbers.shortest(Math.pow(10, tick)) : x.label(tick),
                    "x",
                    at,
                    "y",
                    String.valueOf(height - BOTTOM + 20),
                    "class",
                    "middle");
        }
        html.open("path", "class", "tick", "d", "M" + LEFT + " " + (height - BOTTOM) + "H" + (WIDTH - RIGHT))
                .close("path");
        html.element(
                "text",
                chart.xLabel(),
                "x",
                String.valueOf((LEFT + WIDTH - RIGHT) / 2),
                "y",
                String.valueOf(height - 6),
                "class",
                "middle label");
    }

    /** Of a logarithm the powers of ten, and between few of them also two and five times these. */
    private List<Double> xTicks() {
        if (!chart.logarithmicX()) {
            return x.ticks();
        }
        int[] digits = x.length() < 2.5 ? new int[] {1, 2, 5} : new int[] {1};
        List<Double> ticks = new ArrayList<>();
        for (double power = Math.floor(x.least()); power <= x.most() + 1e-9; power++) {
            for (int digit : digits) {
                double tick = power + Math.log10(digit);
                if (tick >= x.least() - 1e-9 && tick <= x.most() + 1e-9) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private static String power(double exponent) {
        double whole = Math.rint(exponent);
        return Math.abs(whole) > 3
                ? "1e" + Numbers.fixed(whole, 0)
                : Numbers.fixed(Math.pow(10, whole), (int) Math.max(0, -whole));
    }

    private void line(Html html, Series series, String style) {
        if (series.hasBand()) {
            html.open("path", "class", "band " + style, "d", band(series)).close("path");
        }
        html.open("path", "class", "line " + style, "d", path(abscissae(series), ordinates(series.y()), false))
                .close("path");
        if (series.x().length <= MOST_DOTS) {
            for (int i = 0; i < series.x().length; i++) {
                double height = ordinates(series.y())[i];
                if (Double.isFinite(height)) {
                    html.open(
                                    "circle",
                                    "class",
                                    style,
                                    "r",
                                    "2.6",
                                    "cx",
                                    number(x.at(abscissae(series)[i])),
                                    "cy",
                                    number(y.at(height)))
                            .close("circle");
                }
            }
        }
    }

    private String band(Series series) {
        return path(abscissae(series), ordinates(series.high()), false)
                + path(abscissae(series), ordinates(series.low()), true) + "Z";
    }

    /** NaN leaves a gap. */
    private String path(double[] xs, double[] ys, boolean backwards) {
        StringBuilder path = new StringBuilder();
        boolean isPenDown = backwards;
        for (int k = 0; k < xs.length; k++) {
            int i = backwards ? xs.length - 1 - k : k;
            if (Double.isFinite(ys[i])) {
                path.append(isPenDown ? 'L' : 'M')
                        .append(number(x.at(xs[i])))
                        .append(' ')
                        .append(number(y.at(ys[i])));
            }
            isPenDown = Double.isFinite(ys[i]);
        }
        return path.toString();
    }

    private static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }

    /** What the script needs: the place of x in the picture, and the names and numbers of the lines. */
    private String data() {
        ObjectNode data = JsonMapper.builder().build().createObjectNode().put("x", chart.xLabel());
        ArrayNode lines = data.putArray("lines");
        for (Series series : chart.series()) {
            ObjectNode line = lines.addObject().put("name", series.name());
            ArrayNode points = line.putArray("points");
            for (int i = 0; i < series.x().length; i++) {
                points.addArray()
                        .add(number(x.at(abscissae(series)[i])))
                        .add(text(series.x()[i]))
                        .add(text(series.y()[i]));
            }
        }
        return data.toString();
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7 ? String.valueOf((long) value) : Figure.text(value);
    }
}
