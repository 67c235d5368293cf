package io.dither.experiments.run;

import io.dither.error.Arguments;
import io.dither.storage.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A row for each of some names: a dot for its number and a line for its interval, and where there are numbers of several draws a box
 * for their quartiles. Written as SVG alone. What lies far beyond most rows ends at the edge; its number stands beside it.
 */
public final class BoxPlot implements Plot {
    private static final int LEFT = 210;
    private static final int RIGHT = 760;
    private static final int WIDTH = 960;
    private static final int TOP = 60;
    private static final int HEIGHT = 26;
    /** Rows beyond so many times the middle row end at the edge. */
    private static final double FAR = 2.2;

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Row(String name, double value, double low, double high, double[] draws) {
        boolean hasInterval() {
            return Double.isFinite(low) && Double.isFinite(high);
        }
    }

    private final String title;
    private final String label;
    private final List<Row> rows = new ArrayList<>();

    /**
     * Creates an empty chart.
     *
     * @param title the title
     * @param label what the numbers are, with their unit
     */
    public BoxPlot(String title, String label) {
        this.title = title;
        this.label = label;
    }

    /**
     * Adds a row.
     *
     * @param name its name
     * @param value its number, at least 0
     * @param low the lower end of its interval
     * @param high the upper end
     * @param draws numbers of single draws, or none; copied
     * @return this
     */
    public BoxPlot row(String name, double value, double low, double high, double... draws) {
        Arguments.require(Double.isFinite(value), name + " = " + value + " cannot be drawn", "Maybe leave it out");
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        rows.add(new Row(name, value, low, high, sorted));
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Map<String, Object> data() {
        return Map.of("title", title, "label", label, "rows", rows);
    }

    @Override
    public void save(Path stem) {
        AtomicFile.write(stem.resolveSibling(stem.getFileName() + ".svg"), svg());
    }

    private double edge() {
        if (rows.isEmpty()) {
            return 1;
        }
        double[] values = rows.stream().mapToDouble(Row::value).sorted().toArray();
        double far = FAR * values[values.length / 2];
        double most = rows.stream()
                .mapToDouble(row -> Math.min(far, Math.max(row.value(), row.hasInterval() ? row.high() : row.value())))
                .max()
                .orElse(1);
        return most > 0 ? most : 1;
    }

    private String svg() {
        double edge = edge();
        int bottom = TOP + HEIGHT * rows.size();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"14\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                bottom + 56));
        text(svg, WIDTH / 2.0, 28, "middle", "font-weight=\"bold\" font-size=\"17\"", title);
        double step = step(edge);
        for (int k = 0; k * step <= edge; k++) {
            double x = x(k * step, edge);
            line(svg, x, TOP - 8, x, bottom, "#dddddd", 1);
            text(svg, x, bottom + 18, "middle", "fill=\"#555555\"", number(k * step));
        }
        text(svg, (LEFT + RIGHT) / 2.0, bottom + 42, "middle", "", label);
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), TOP + HEIGHT * i + HEIGHT / 2.0, edge);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void row(StringBuilder svg, Row row, double y, double edge) {
        text(svg, LEFT - 12, y + 5, "end", "", row.name());
        if (row.hasInterval()) {
            line(svg, x(row.low(), edge), y, x(row.high(), edge), y, "#0072B2", 2);
        }
        if (row.draws().length > 0) {
            double from = x(quantile(row.draws(), 0.25), edge);
            double to = x(quantile(row.draws(), 0.75), edge);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"12\" fill=\"#bcd9ee\" stroke=\"#0072B2\"/>%n",
                    from,
                    y - 6,
                    Math.max(1, to - from)));
            double middle = x(quantile(row.draws(), 0.5), edge);
            line(svg, middle, y - 6, middle, y + 6, "#0072B2", 2);
        }
        String shape = row.value() > edge
                ? String.format(Locale.ROOT, "<path d=\"M%d %.1f l9 5 l-9 5 z\" fill=\"#D55E00\"/>%n", RIGHT, y - 5)
                : String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"#D55E00\"/>%n",
                        x(row.value(), edge),
                        y);
        svg.append(shape);
        String interval = row.hasInterval() ? " (" + number(row.low()) + " to " + number(row.high()) + ")" : "";
        text(svg, RIGHT + 24, y + 5, "start", "fill=\"#333333\"", number(row.value()) + interval);
    }

    private static double x(double value, double edge) {
        return LEFT + (RIGHT - LEFT) * Math.max(0, Math.min(1, value / edge));
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** 1, 2 or 5 times a power of ten, four to ten of which reach the edge. */
    private static double step(double edge) {
        double power = Math.pow(10, Math.floor(Math.log10(edge)));
        double lead = edge / power;
        return power * (lead < 2 ? 0.2 : lead < 5 ? 0.5 : 1);
    }

    private static String number(double value) {
        return Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour, int width) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%d\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour,
                width));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String more, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
                x,
                y,
                anchor,
                more,
                words.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
