package io.dither.experiments.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dither.error.Arguments;
import io.dither.experiments.chart.Mark.Kind;
import io.dither.experiments.chart.Mark.Line;
import io.dither.experiments.chart.Mark.Row;
import io.dither.experiments.text.Html;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chart: marks on axes. Immutable: methods that add marks return a new chart.
 *
 * @param title its title
 * @param caption the sentence below it, which tells the reader what to notice; empty for none
 * @param shape its layout
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param heads the heads of the columns of a chart of rows; empty for rows without heads, and for other charts
 * @param marks the lines, rows or cells
 */
public record Chart(String title, String caption, Shape shape, Axis x, Axis y, List<String> heads, List<Mark> marks) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** For {@link #withLogXIfWide}, x spans a wide range if the greatest x is more than this many times the least. */
    private static final double WIDE_RANGE = 20;

    /** Copies the lists. */
    public Chart {
        heads = List.copyOf(heads);
        marks = List.copyOf(marks);
    }

    /**
     * Creates a chart of lines, still empty.
     *
     * @param title the title
     * @param xLabel the quantity on the horizontal axis, with its unit
     * @param yLabel the quantity on the vertical axis, with its unit; empty if the title names it
     * @return the chart
     */
    public static Chart lines(String title, String xLabel, String yLabel) {
        return new Chart(title, "", Shape.LINES, Axis.of(xLabel), Axis.of(yLabel), List.of(), List.of());
    }

    /**
     * Creates an empty square chart; both of its axes show the same range.
     *
     * @param title the title
     * @param xLabel the quantity on the horizontal axis
     * @param yLabel the quantity on the vertical axis
     * @param low the least coordinate on both axes
     * @param high the greatest
     * @return the chart
     */
    public static Chart square(String title, String xLabel, String yLabel, double low, double high) {
        return new Chart(
                title,
                "",
                Shape.SQUARE,
                new Axis(xLabel, false, low, high),
                new Axis(yLabel, false, low, high),
                List.of(),
                List.of());
    }

    /**
     * Creates an empty map.
     *
     * @param title the title
     * @param x the range of x
     * @param y the range of y, which points upwards
     * @return the chart
     */
    public static Chart map(String title, Axis x, Axis y) {
        return new Chart(title, "", Shape.MAP, x, y, List.of(), List.of());
    }

    /**
     * Creates a chart of rows, still empty.
     *
     * @param title the title
     * @param label the quantity, with its unit
     * @return the chart
     */
    public static Chart rows(String title, String label) {
        return new Chart(title, "", Shape.ROWS, Axis.of(label), Axis.of(""), List.of(), List.of());
    }

    /**
     * Creates a heat map, still empty. Its cells name their rows and columns, which appear in the order in which they are first named.
     *
     * @param title the title
     * @param label what the names of the columns mean; written below the columns
     * @return the chart
     */
    public static Chart heat(String title, String label) {
        return new Chart(title, "", Shape.HEAT, Axis.of(label), Axis.of(""), List.of(), List.of());
    }

    /**
     * Sets the caption, which a page shows below the chart.
     *
     * @param sentence a sentence or two
     * @return a chart with it
     */
    public Chart caption(String sentence) {
        return new Chart(title, sentence, shape, x, y, heads, marks);
    }

    /** {@return a chart whose horizontal axis is logarithmic} */
    public Chart logX() {
        return new Chart(title, caption, shape, x.logarithmic(), y, heads, marks);
    }

    /** {@return a chart whose vertical axis is logarithmic} */
    public Chart logY() {
        return new Chart(title, caption, shape, x, y.logarithmic(), heads, marks);
    }

    /**
     * {@return a chart whose horizontal axis is logarithmic if all x are above 0, span a wide range, and do not count steps of
     * learning}
     */
    public Chart withLogXIfWide() {
        double[] xs = lines().flatMapToDouble(line -> Arrays.stream(line.x()))
                .sorted()
                .toArray();
        boolean isWide = xs.length > 0 && xs[0] > 0 && xs[xs.length - 1] / xs[0] > WIDE_RANGE;
        return isWide && !x.countsSteps() ? logX() : this;
    }

    /**
     * Adds marks.
     *
     * @param added the marks
     * @return a chart with them
     */
    public Chart with(List<? extends Mark> added) {
        List<Mark> all = Stream.<Mark>concat(marks.stream(), added.stream()).toList();
        return new Chart(title, caption, shape, x, y, heads, all);
    }

    /**
     * Adds a line.
     *
     * @param name its name in the legend
     * @param xs the horizontal coordinates
     * @param ys the vertical coordinates, as many; NaN leaves a gap
     * @return a chart with it
     */
    public Chart line(String name, double[] xs, double[] ys) {
        return with(List.of(Line.of(name, Kind.CURVE, xs.clone(), ys.clone())));
    }

    /**
     * Adds a line within a band.
     *
     * @param name its name in the legend
     * @param xs the horizontal coordinates
     * @param ys the vertical coordinates, as many
     * @param errors half the height of the band, such as a standard error; NaN leaves a gap in the band
     * @return a chart with it
     */
    public Chart line(String name, double[] xs, double[] ys, double[] errors) {
        double[] low = ys.clone();
        double[] high = ys.clone();
        Arrays.setAll(low, i -> ys[i] - errors[i]);
        Arrays.setAll(high, i -> ys[i] + errors[i]);
        return with(List.of(Line.of(name, Kind.CURVE, xs.clone(), ys.clone()).within(low, high)));
    }

    /**
     * Adds strokes without dots, such as the arrows of a vector field.
     *
     * @param name its name in the legend, or empty
     * @param style the class of the style sheet; empty for a colour by its position among the lines
     * @param xs the horizontal coordinates
     * @param ys the vertical coordinates, as many; NaN leaves a gap
     * @return a chart with them
     */
    public Chart strokes(String name, String style, double[] xs, double[] ys) {
        return with(List.of(Line.of(name, Kind.STROKES, xs.clone(), ys.clone()).styled(style)));
    }

    /**
     * Adds a row.
     *
     * @param name its name
     * @param value its number
     * @param low the lower end of its interval, NaN if there is none
     * @param high the upper end
     * @param draws the number in each of several runs with other random draws, if there are any
     * @return a chart with it
     */
    public Chart row(String name, double value, double low, double high, double... draws) {
        Arguments.require(Double.isFinite(value), name + " = " + value + " cannot be drawn", "Maybe leave it out");
        return with(List.of(Row.of(name, value, low, high).withDraws(draws.clone())));
    }

    /**
     * Sets the heads of a chart of rows, and the range of its horizontal axis.
     *
     * @param columns the heads: the first is above the names of the rows, the others above their cells
     * @param low the number at the lower end of the axis
     * @param high the number at the upper end
     * @return a chart with them
     */
    public Chart columns(List<String> columns, double low, double high) {
        return new Chart(title, caption, shape, new Axis(x.label(), false, low, high), y, columns, marks);
    }

    Stream<Line> lines() {
        return marksOf(Line.class).stream();
    }

    <T extends Mark> List<T> marksOf(Class<T> kind) {
        return marks.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** {@return whether it has lines} */
    public boolean hasLines() {
        return lines().findAny().isPresent();
    }

    /** {@return whether a line has a band around it} */
    public boolean hasBands() {
        return lines().anyMatch(line -> line.kind() == Kind.CURVE && line.hasBand());
    }

    /** {@return the chart as JSON} */
    public JsonNode json() {
        return JSON.valueToTree(this);
    }

    /**
     * Reads a chart back.
     *
     * @param json the JSON of a chart
     * @return the chart, or empty if the JSON is not that of a chart
     */
    public static Optional<Chart> read(JsonNode json) {
        try {
            return Optional.ofNullable(JSON.treeToValue(json, Chart.class));
        } catch (JsonProcessingException notAChart) {
            return Optional.empty();
        }
    }

    /**
     * Draws the chart in a page that has the {@link #styleSheet()}.
     *
     * @param html the page
     */
    public void write(Html html) {
        new Svg(this, html).writeFigure();
    }

    /** {@return the content of an SVG file} */
    public String svg() {
        return new Svg(this, new Html()).file();
    }

    /**
     * Writes an entry of a legend: a short stroke in the style of a line, and the name of the line.
     *
     * @param html the page
     * @param style the class of the line in the style sheet
     * @param name the name
     */
    public static void writeKey(Html html, String style, String name) {
        html.open("span", "class", "key " + style)
                .markup("<svg viewBox=\"0 0 22 8\" width=\"22\" height=\"8\"><path d=\"M0 4H22\"/></svg>")
                .text(name)
                .close("span");
    }

    /** {@return the style sheet of charts in a page} */
    public static String styleSheet() {
        return Html.resource(Chart.class, "chart.css");
    }
}
