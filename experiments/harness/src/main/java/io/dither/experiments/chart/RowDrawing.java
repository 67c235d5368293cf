package io.dither.experiments.chart;

import io.dither.experiments.chart.Mark.Row;
import io.dither.experiments.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Draws a row for each name: a dot at its number, a bar over its interval, ticks at its numbers in several runs, a line at the truth,
 * and texts beside these marks. Beyond the axis, a number or an end of an interval is drawn as an arrow at the edge of the
 * axis, a truth as a line there; numbers of several runs are left out. Lengths are in pixels.
 */
final class RowDrawing implements Svg.Drawing {
    /** The height of a row. */
    private static final int ROW = 28;
    /** The least width of a chart whose names, axis and texts do not fit into the usual width. */
    private static final int FULL_WIDTH = 1000;

    /** The least length of the axis. */
    private static final int SHORTEST_AXIS = 190;

    /** A name of more letters ends with an ellipsis, and is shown in full under the pointer. */
    private static final int MOST_LETTERS = 34;

    /** The usual width of a letter in a cell; most are digits. */
    private static final double LETTER = 6.7;

    /** The width of a letter in a name, in a wide font. */
    private static final double LETTER_OF_NAME = 9;

    /** The gap between names and marks. */
    private static final int GAP = 12;

    /**
     * A row whose number is above this multiple of the upper quartile of all numbers does not lengthen the axis, if the quartile
     * is above 0.
     */
    private static final double FAR = 2.2;

    private final Chart chart;
    private final List<Row> rows;
    /** The texts beside each row. */
    private final List<List<String>> cells;
    /** The widths of the columns of these texts. */
    private final int[] widths;

    private final int width;
    /** Where the axis begins, after the names. */
    private final int left;
    /** Where the axis ends, before the texts. */
    private final int right;
    /** The height above the rows. */
    private final int head;

    private final Scale x;

    RowDrawing(Chart chart) {
        this.chart = chart;
        rows = chart.marksOf(Row.class);
        double error = medianError();
        cells = rows.stream().map(row -> cells(row, error)).toList();
        head = chart.heads().isEmpty() ? 4 : 30;
        List<String> heads = chart.heads();
        widths = new int[cells.stream().mapToInt(List::size).max().orElse(0)];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            // the first head is above the names; 18 is the gap between columns
            Stream<String> texts = cells.stream().map(row -> row.get(column));
            widths[i] = 18 + width(heads.isEmpty() ? texts : Stream.concat(texts, Stream.of(heads.get(i + 1))));
        }
        left = widthOfNames(rows.stream().map(Row::name));
        int widthOfTexts = Arrays.stream(widths).sum();
        width = left + SHORTEST_AXIS + widthOfTexts <= LineDrawing.WIDTH
                ? LineDrawing.WIDTH
                : Math.max(FULL_WIDTH, left + SHORTEST_AXIS + widthOfTexts);
        right = width - widthOfTexts;
        x = scale();
    }

    /** Returns the width of names and of the gap between them and the marks. */
    static int widthOfNames(Stream<String> names) {
        int letters = names.mapToInt(String::length).max().orElse(0);
        return GAP + (int) (LETTER_OF_NAME * Math.min(MOST_LETTERS, letters));
    }

    private static int width(Stream<String> texts) {
        return (int) (LETTER * texts.mapToInt(String::length).max().orElse(0));
    }

    private static List<String> cells(Row row, double error) {
        return !row.cells().isEmpty()
                ? row.cells()
                : List.of(
                        Numbers.text(row.value(), error),
                        row.hasInterval() ? Numbers.interval(row.low(), row.high(), error) : "");
    }

    /** Returns the median error, from which the number of digits of all rows follows. */
    private double medianError() {
        double[] errors = rows.stream()
                .mapToDouble(Row::error)
                .filter(error -> error > 0)
                .sorted()
                .toArray();
        return errors.length == 0 ? Double.NaN : errors[errors.length / 2];
    }

    private Scale scale() {
        // rows without a number (NaN) are drawn only on axes with given ends, where these numbers do not matter
        double[] sorted = rows.stream().mapToDouble(Row::value).sorted().toArray();
        double upperQuartile = sorted.length == 0 ? 0 : sorted[(3 * sorted.length - 1) / 4];
        double limit = FAR * upperQuartile; // if it is not above 0, all rows lengthen the axis
        double[] shown = rows.stream()
                .filter(row -> row.value() <= limit || limit <= 0)
                .flatMapToDouble(row -> DoubleStream.concat(
                        DoubleStream.of(row.value(), row.low(), row.high()), Arrays.stream(row.draws())))
                .toArray();
        // a short axis has fewer labels; 8 is the gap between the marks and the texts
        return Scale.of(chart.x(), shown, right - left < 300 ? 4 : 5, left, right - 8.0);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return head + ROW * rows.size() + 46;
    }

    @Override
    public String data() {
        return "";
    }

    @Override
    public void draw(Pen pen) {
        int bottom = head + ROW * rows.size();
        for (double tick : x.ticks()) {
            pen.line("grid", x.at(tick), head, "V", bottom);
            pen.text(x.label(tick), x.at(tick), bottom + 18.0, "middle");
        }
        if (x.beyond(0) == 0) { // 0 lies on the axis
            pen.line("zero", x.at(0), head, "V", bottom);
        }
        pen.text(chart.x().label(), (left + right) / 2.0, bottom + 40.0, "middle label");
        if (!chart.heads().isEmpty()) {
            pen.text(chart.heads().get(0), 0, head - 12.0, "label");
            drawTexts(pen, chart.heads().subList(1, chart.heads().size()), head - 12.0, "end label");
        }
        for (int i = 0; i < rows.size(); i++) {
            double y = head + ROW * i + ROW / 2.0;
            // a baseline 4.5 below the middle centres the letters
            drawName(pen, rows.get(i).name(), y + 4.5);
            drawTexts(pen, cells.get(i), y + 4.5, "end value");
            if (Double.isFinite(rows.get(i).value())) {
                drawRow(pen, rows.get(i), y);
            }
        }
    }

    static void drawName(Pen pen, String name, double y) {
        String shown = name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS - 1) + "\u2026";
        pen.html()
                .open("text", "x", "0", "y", Pen.number(y), "class", "label")
                .text(shown)
                .element("title", name)
                .close("text");
    }

    private void drawTexts(Pen pen, List<String> texts, double y, String style) {
        double end = right;
        for (int i = 0; i < texts.size(); i++) {
            end += widths[i];
            pen.text(texts.get(i), end, y, style);
        }
    }

    private void drawRow(Pen pen, Row row, double y) {
        // an interval is drawn if a part of it lies on the axis
        if (row.hasInterval() && x.beyond(row.low()) <= 0 && x.beyond(row.high()) >= 0) {
            pen.line("c0", x.clampedAt(row.low()), y, "H", x.clampedAt(row.high()));
            drawEndOrArrow(pen, row.low(), y);
            drawEndOrArrow(pen, row.high(), y);
        }
        for (double draw : row.draws()) {
            if (x.beyond(draw) == 0) {
                pen.line("draw c0", x.at(draw), y - 5, "v", 10);
            }
        }
        if (x.beyond(row.value()) == 0) {
            pen.dot(row.hasInterval() ? "c0" : "c0 open", 4.5, x.at(row.value()), y);
        } else {
            drawEndOrArrow(pen, row.value(), y);
        }
        if (Double.isFinite(row.truth())) {
            pen.line("truth", x.clampedAt(row.truth()), y - 10, "v", 20);
        }
    }

    /** Marks the end of an interval by a short line across; a number beyond the axis by an arrow at the edge of the axis. */
    private void drawEndOrArrow(Pen pen, double number, double y) {
        double position = x.clampedAt(number);
        int back = -5 * x.beyond(number); // from the tip of an arrow back towards the axis
        if (back == 0) {
            pen.line("c0", position, y - 4, "v", 8);
        } else {
            pen.path(
                    "far c0",
                    "M" + Pen.number(position + back) + " " + Pen.number(y - 4) + "l" + -back + " 4l" + back + " 4");
        }
    }
}
