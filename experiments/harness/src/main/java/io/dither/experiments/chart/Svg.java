package io.dither.experiments.chart;

import io.dither.experiments.chart.Mark.Line;
import io.dither.experiments.text.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws a chart as SVG: as a figure of a page with its title above it, or as a file of its own that has the title in it. */
final class Svg {
    /** The number of colours in the style sheet. */
    private static final int COLOURS = 7;

    /** The margin of a file on each side, in pixels. */
    private static final int EDGE = 16;
    /** The height of a line of text. */
    private static final int ROW = 20;
    /** The width of a piece of line in the legend, with the gaps around it. */
    private static final int KEY = 42;

    /** A file is shown larger than a figure of a page. */
    private static final double ENLARGED = 1.5;

    /** The usual width of a letter of the legend. */
    private static final double LETTER = 7;

    /** The usual width of a letter of the title. */
    private static final double LETTER_OF_TITLE = 9.4;

    /** Draws the marks of a chart in a box. */
    interface Drawing {
        int width();

        int height();

        /** Returns the data for the script of a page, as JSON; empty for none. */
        String data();

        void draw(Pen pen);
    }

    private final Chart chart;
    private final Html html;
    private final Drawing drawing;
    private final List<Line> lines;
    private final String style;

    Svg(Chart chart, Html html) {
        this.chart = chart;
        this.html = html;
        drawing = switch (chart.shape()) {
            case ROWS -> new RowDrawing(chart);
            case HEAT -> new HeatDrawing(chart);
            default -> new LineDrawing(chart);
        };
        lines = chart.lines().toList();
        style = "chart " + chart.shape().name().toLowerCase(Locale.ROOT);
    }

    /** Returns the style of a line. A line without one gets a colour by its index, and dashes if it shows a reference value. */
    static String style(List<Line> lines, int index) {
        Line line = lines.get(index);
        return line.style().isEmpty() ? "c" + index % COLOURS + (line.isLevel() ? " d1" : " d0") : line.style();
    }

    /** Writes the chart as a figure of a page. */
    void writeFigure() {
        boolean isScrollable = chart.shape() == Shape.ROWS || chart.shape() == Shape.HEAT;
        if (isScrollable) {
            html.open("div", "class", drawing.width() > LineDrawing.WIDTH ? "scroll wide" : "scroll");
        }
        html.open("figure", "class", style).open("figcaption").element("b", chart.title());
        if (!labelAbove().isEmpty()) {
            html.element("span", labelAbove(), "class", "unit");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).name().isEmpty()) {
                Chart.writeKey(html, style(lines, i), lines.get(i).name());
            }
        }
        html.close("figcaption");
        String size = "0 0 " + drawing.width() + " " + drawing.height();
        List<String> attributes = new ArrayList<>(List.of("viewBox", size, "role", "img", "aria-label", chart.title()));
        if (!drawing.data().isEmpty()) {
            attributes.addAll(List.of("data-chart", drawing.data()));
        }
        html.open("svg", attributes.toArray(String[]::new));
        drawing.draw(new Pen(html));
        html.close("svg").element("output", ""); // here, the script of the page shows the numbers at the pointer
        if (!chart.caption().isEmpty()) {
            html.note(chart.caption());
        }
        html.close("figure");
        if (isScrollable) {
            html.close("div");
        }
    }

    /** Returns the label of y to write above a chart of lines; empty for other shapes, which have it at the axis or have none. */
    private String labelAbove() {
        return chart.shape() == Shape.LINES ? chart.y().label() : "";
    }

    /** Returns the content of an SVG file with the chart. */
    String file() {
        Html head = new Html();
        Pen pen = new Pen(html);
        int top = writeHead(new Pen(head));
        int width =
                Math.max(drawing.width(), (int) (LETTER_OF_TITLE * chart.title().length())) + 2 * EDGE;
        int height = top + drawing.height() + EDGE;
        html.markup(String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%d %d %d %d\" width=\"%.0f\" height=\"%.0f\" class=\"%s\">",
                        -EDGE,
                        -top,
                        width,
                        height,
                        ENLARGED * width,
                        ENLARGED * height,
                        style))
                .element("style", styleSheet())
                .element("title", chart.title());
        pen.path("paper", "M" + -EDGE + " " + -top + "h" + width + "v" + height + "h" + -width + "z");
        html.markup(head);
        drawing.draw(pen);
        return html.close("svg").toString();
    }

    /** Returns the style sheet in plain light colours, since some viewers of SVG do not support variables. */
    private static String styleSheet() {
        String sheet = Chart.styleSheet();
        // the first rule defines the variables of light colours; the rules of charts begin after those of dark colours
        Matcher colour = Pattern.compile("--(\\w+): (#\\w+);").matcher(sheet.substring(0, sheet.indexOf('}')));
        String plain = sheet.substring(sheet.indexOf(".chart"));
        while (colour.find()) {
            plain = plain.replace("var(--" + colour.group(1) + ")", colour.group(2));
        }
        return "\n" + plain;
    }

    /**
     * Writes title, label of y and legend above y = 0, and returns their height. An entry of the legend is a line of 22 pixels, a gap of 6,
     * and the name.
     */
    private int writeHead(Pen pen) {
        List<Line> named = lines.stream().filter(line -> !line.name().isEmpty()).toList();
        int letters =
                named.stream().mapToInt(line -> line.name().length()).max().orElse(0);
        double columnWidth = KEY + LETTER * letters;
        int columns = Math.max(1, (int) (drawing.width() / columnWidth));
        int rows = (named.size() + columns - 1) / columns;
        int above = EDGE + 2 * ROW + (labelAbove().isEmpty() ? 0 : ROW) + ROW * rows;
        pen.text(chart.title(), 0, ROW + EDGE / 2.0 - above, "title");
        pen.text(labelAbove(), 0, 2 * ROW + EDGE / 2.0 - above, "");
        for (int i = 0; i < named.size(); i++) {
            double x = columnWidth * (i % columns);
            double y = ROW * (i / columns - rows) + 8;
            pen.line("line " + style(lines, lines.indexOf(named.get(i))), x, y - 4, "h", 22);
            pen.text(named.get(i).name(), x + 28, y, "");
        }
        return above;
    }
}
