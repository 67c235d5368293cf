package io.dither.experiments.chart;

import io.dither.experiments.text.Html;
import java.util.Locale;

/** Writes the elements of an SVG, styled by the classes of the style sheet. */
record Pen(Html html) {
    void text(String text, double x, double y, String style) {
        html.element("text", text, "x", number(x), "y", number(y), "class", style);
    }

    void path(String style, String path) {
        html.open("path", "class", style, "d", path).close("path");
    }

    /** Draws a line from a point: "H" or "V" goes to the coordinate {@code end}, "h" or "v" by the distance {@code end}. */
    void line(String style, double x, double y, String command, double end) {
        path(style, "M" + number(x) + " " + number(y) + command + number(end));
    }

    void dot(String style, double radius, double x, double y) {
        html.open("circle", "class", style, "r", String.valueOf(radius), "cx", number(x), "cy", number(y))
                .close("circle");
    }

    /** Returns the text of a coordinate or a distance, with one decimal. */
    static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
