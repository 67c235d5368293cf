package io.dither.experiments.learning;

import io.dither.experiments.report.Html;
import java.util.Locale;

/** Lines and words of the drawings of the page. */
final class Drawing {
    /** A longer name ends with an ellipsis, and is whole under the pointer. */
    private static final int NAME = 28;

    private Drawing() {}

    /** The name of a row, at its left. */
    static void name(Html html, String name, double y) {
        String shown = name.length() <= NAME ? name : name.substring(0, NAME - 1) + "\u2026";
        html.open("text", "x", "0", "y", number(y), "class", "label")
                .text(shown)
                .element("title", name)
                .close("text");
    }

    static void path(Html html, String style, String path) {
        html.open("path", "class", style, "d", path).close("path");
    }

    static void text(Html html, String text, double x, double y, String style) {
        html.element("text", text, "x", number(x), "y", number(y), "class", style);
    }

    /** A coordinate. */
    static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
