package io.dither.experiments.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.experiments.chart.Mark.Kind;
import io.dither.experiments.chart.Mark.Line;
import io.dither.experiments.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Draws lines and points on two axes, or on a map. Lengths are in pixels. */
final class LineDrawing implements Svg.Drawing {
    static final int WIDTH = 560;
    /** A curve of more points has no dots. */
    private static final int MOST_DOTS = 30;

    private final Chart chart;
    private final List<Line> lines;
    private final Shape shape;
    private final int width;
    private final int height;
    /** The left edge of the area of the lines; the texts of the axes are outside this area. */
    private final int left;
    /** The right edge of this area. */
    private final int right;
    /** The upper edge of this area. */
    private final int top;
    /** The lower edge of this area. */
    private final int bottom;

    private final Scale x;
    private final Scale y;

    LineDrawing(Chart chart) {
        this.chart = chart;
        lines = chart.lines().toList();
        shape = chart.shape();
        boolean isMap = shape == Shape.MAP;
        width = isMap ? 320 : shape == Shape.SQUARE ? 380 : WIDTH;
        height = isMap ? 320 : shape == Shape.SQUARE ? 380 : 300;
        left = isMap ? 12 : 64;
        right = width - (isMap ? 12 : 14);
        top = 12;
        bottom = height - (isMap ? 12 : 44);
        double[] abscissae =
                lines.stream().flatMapToDouble(line -> Arrays.stream(line.x())).toArray();
        // about 8 labels along the horizontal axis, 6 along the vertical axis, and 5 along each side of a square
        x = Scale.of(chart.x(), abscissae, shape == Shape.SQUARE ? 5 : 8, left, right);
        double[] ordinates = lines.stream()
                .flatMapToDouble(
                        line -> Stream.of(line.low(), line.y(), line.high()).flatMapToDouble(Arrays::stream))
                .toArray();
        Scale exact = Scale.of(chart.y(), ordinates, shape == Shape.SQUARE ? 5 : 6, bottom, top);
        // the y axis of a chart of lines is widened to round numbers; squares and maps show exactly the given range
        y = shape == Shape.LINES ? exact.rounded() : exact;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void draw(Pen pen) {
        if (shape != Shape.MAP) {
            drawAxes(pen);
        }
        for (int i = 0; i < lines.size(); i++) {
            drawLine(pen, lines.get(i), Svg.style(lines, i));
        }
    }

    private void drawAxes(Pen pen) {
        for (double tick : y.ticks()) {
            pen.line("grid", left, y.at(tick), "H", right);
            pen.text(y.label(tick), left - 8.0, y.at(tick) + 4, "end");
        }
        for (double tick : x.ticks()) {
            if (shape == Shape.SQUARE) {
                pen.line("grid", x.at(tick), top, "V", bottom);
            } else {
                pen.line("tick", x.at(tick), bottom, "v", 5);
            }
            pen.text(x.label(tick), x.at(tick), bottom + 20.0, "middle");
        }
        pen.line("tick", left, bottom, "H", right);
        pen.text(chart.x().label(), (left + right) / 2.0, height - 6.0, "middle label");
        if (shape == Shape.SQUARE) {
            String turned = "translate(14 " + (top + bottom) / 2 + ") rotate(-90)";
            pen.html().element("text", chart.y().label(), "class", "middle label", "transform", turned);
        }
    }

    private void drawLine(Pen pen, Line line, String style) {
        if (line.kind() == Kind.CURVE && line.hasBand()) {
            pen.path("band " + style, outline(line));
        }
        if (line.kind() != Kind.POINTS) {
            String kind = line.kind() == Kind.STROKES ? "strokes " : "line ";
            pen.path(kind + style, path(line.x(), line.y(), 0, line.x().length));
        }
        boolean isWhiskered = line.kind() == Kind.POINTS;
        boolean isDotted = isWhiskered || (line.kind() == Kind.CURVE && line.x().length <= MOST_DOTS);
        for (int i = 0; isDotted && i < line.x().length; i++) {
            if (isShown(line.x()[i], line.y()[i])) {
                if (isWhiskered && line.low()[i] < line.high()[i]) {
                    pen.line(style, x.at(line.x()[i]), y.clampedAt(line.low()[i]), "V", y.clampedAt(line.high()[i]));
                }
                pen.dot(style, isWhiskered ? 4 : 2.6, x.at(line.x()[i]), y.at(line.y()[i]));
            }
        }
    }

    /** Returns whether the axes can show a point; otherwise it is a gap. */
    private boolean isShown(double abscissa, double ordinate) {
        return Double.isFinite(x.at(abscissa)) && Double.isFinite(y.at(ordinate));
    }

    /** Returns the outline of a band: for each piece between gaps, along the upper ends and back along the lower ends. */
    private String outline(Line line) {
        double[] xs = line.x();
        StringBuilder outline = new StringBuilder();
        for (int start = 0, end = 0; start < xs.length; start = ++end) {
            while (end < xs.length && isShown(xs[end], line.low()[end]) && isShown(xs[end], line.high()[end])) {
                end++;
            }
            outline.append(path(xs, line.high(), start, end)).append(path(xs, line.low(), end, start));
        }
        return outline.toString();
    }

    /**
     * Returns the path through the points from index {@code from} until before {@code to}. If {@code to} is less, it goes on from the
     * path before it, back from the point before {@code from} to the point {@code to}, and closes both paths.
     */
    private String path(double[] xs, double[] ys, int from, int to) {
        boolean isBack = to < from;
        StringBuilder path = new StringBuilder();
        boolean isPenDown = isBack;
        for (int k = 0; k < Math.abs(to - from); k++) {
            int i = isBack ? from - 1 - k : from + k;
            boolean isShown = isShown(xs[i], ys[i]);
            if (isShown) {
                path.append(isPenDown ? 'L' : 'M').append(Pen.number(x.at(xs[i])));
                path.append(' ').append(Pen.number(y.at(ys[i])));
            }
            isPenDown = isShown;
        }
        return path.append(isBack ? "Z" : "").toString();
    }

    /**
     * Returns the lines as JSON for the script of the page: their names, and three texts per point. These are its position in pixels from
     * the left, its x and its y, written as the page shows them.
     */
    @Override
    public String data() {
        if (shape != Shape.LINES) {
            return "";
        }
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("x", chart.x().label());
        ArrayNode linesJson = data.putArray("lines");
        for (Line line : lines) {
            ArrayNode points = linesJson.addObject().put("name", line.name()).putArray("points");
            for (int i = 0; i < line.x().length; i++) {
                if (isShown(line.x()[i], line.y()[i])) {
                    points.addArray()
                            .add(Pen.number(x.at(line.x()[i])))
                            .add(Numbers.plain(line.x()[i]))
                            .add(Numbers.plain(line.y()[i]));
                }
            }
        }
        return data.toString();
    }
}
