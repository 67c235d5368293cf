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

    /** A line with pieces to the right, below ... as in the paths of SVG. */
    void line(String style, double x, double y, String piece, double end) {
        path(style, "M" + number(x) + " " + number(y) + piece + number(end));
    }

    void dot(String style, double radius, double x, double y) {
        html.open("circle", "class", style, "r", String.valueOf(radius), "cx", number(x), "cy", number(y))
                .close("circle");
    }

    static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
