package io.dither.experiments.chart;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dither.error.Arguments;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A mark on the axes of a chart. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mark")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Mark.Line.class, name = "line"),
    @JsonSubTypes.Type(value = Mark.Row.class, name = "row"),
    @JsonSubTypes.Type(value = Mark.Cell.class, name = "cell")
})
public sealed interface Mark {
    /** The kinds of lines. */
    enum Kind {
        /** Joined points, each with a dot if they are few, within a band if there is one. */
        CURVE,
        /** Joined points without dots, such as the arrows of a field. */
        STROKES,
        /** Dots with intervals. */
        POINTS
    }

    /**
     * A line through points of a plane, or the points alone.
     *
     * @param name the name of the line in the legend, or empty
     * @param style the class of the style sheet; empty for a colour by its position among the lines
     * @param kind the kind of line
     * @param x the horizontal coordinates
     * @param y the vertical coordinates; NaN leaves a gap
     * @param low the lower ends of intervals or of a band; equal to y where there is no interval
     * @param high the upper ends
     */
    @SuppressWarnings("ArrayRecordComponent") // compared only to find a line in its own list; arrays may be long
    record Line(String name, String style, Kind kind, double[] x, double[] y, double[] low, double[] high)
            implements Mark {
        /** Creates a line; the arrays are not copied. */
        public Line {
            Arguments.require(
                    x.length == y.length && y.length == low.length && y.length == high.length,
                    "a line of " + x.length + " numbers x, " + y.length + " y, " + low.length + " low and "
                            + high.length + " high",
                    "Maybe one was left out");
        }

        /**
         * {@return a line without intervals; the arrays are not copied}
         *
         * @param name its name in the legend, or empty
         * @param kind the kind of line
         * @param x the horizontal coordinates
         * @param y the vertical coordinates; NaN leaves a gap
         */
        public static Line of(String name, Kind kind, double[] x, double[] y) {
            return new Line(name, "", kind, x, y, y, y);
        }

        /**
         * {@return the same line with intervals or a band; the arrays are not copied}
         *
         * @param lower the lower ends
         * @param upper the upper ends
         */
        public Line within(double[] lower, double[] upper) {
            return new Line(name, style, kind, x, y, lower, upper);
        }

        /**
         * {@return the same line in another style}
         *
         * @param styleClasses classes of the style sheet
         */
        public Line styled(String styleClasses) {
            return new Line(name, styleClasses, kind, x, y, low, high);
        }

        /** Returns whether all points have the same y: the line then shows a reference value. */
        boolean isLevel() {
            return x.length > 1 && Arrays.stream(y).distinct().count() == 1;
        }

        boolean hasBand() {
            return IntStream.range(0, x.length).anyMatch(i -> low[i] < high[i]);
        }
    }

    /**
     * A named number with its interval.
     *
     * @param name the name
     * @param value the number, NaN for a row of cells alone
     * @param low the lower end of its interval, NaN if there is none
     * @param high the upper end
     * @param truth the true number, NaN if it is not known
     * @param draws the number in each of several runs with other random draws, if there are any
     * @param cells the texts beside the row, one per head but the first; empty to show the number and its interval
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(String name, double value, double low, double high, double truth, double[] draws, List<String> cells)
            implements Mark {
        /**
         * {@return a row without a true number, draws or cells}
         *
         * @param name the name
         * @param value the number, NaN for a row of cells alone
         * @param low the lower end of its interval, NaN if there is none
         * @param high the upper end
         */
        public static Row of(String name, double value, double low, double high) {
            return new Row(name, value, low, high, Double.NaN, new double[0], List.of());
        }

        /** {@return the same row with the true number} */
        public Row withTruth(double number) {
            return new Row(name, value, low, high, number, draws, cells);
        }

        /** {@return the same row with its number in each of several runs} */
        public Row withDraws(double... numbers) {
            return new Row(name, value, low, high, truth, numbers, cells);
        }

        /** {@return the same row with texts beside it, one per head but the first} */
        public Row withCells(List<String> texts) {
            return new Row(name, value, low, high, truth, draws, texts);
        }

        boolean hasInterval() {
            return Double.isFinite(low) && Double.isFinite(high);
        }

        /** Returns about one standard error, a quarter of a 95 % interval: it decides how many digits of the number are shown. */
        double error() {
            return hasInterval() ? (high - low) / 4 : Double.NaN;
        }
    }

    /**
     * A cell of a heat map.
     *
     * @param row the name of its row; nothing for a colour of the legend
     * @param column the name of its column, or what the colour of the legend means
     * @param style classes of the style sheet: {@code c1 s3} for the second colour ({@code c0} is the first) in the third of four
     *     strengths, {@code even} for no colour, {@code none} for no number; {@code framed} adds a frame
     * @param texts one or two lines in it
     * @param hover the text under the pointer; nothing for none
     */
    record Cell(String row, String column, String style, List<String> texts, String hover) implements Mark {
        /** Copies the texts. */
        public Cell {
            texts = List.copyOf(texts);
        }
    }
}
