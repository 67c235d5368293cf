package io.dither.experiments.chart;

/** The layout of a chart. */
public enum Shape {
    /** Curves over a wide axis. */
    LINES,
    /** Points in a square, whose axes show the same range. */
    SQUARE,
    /** Lines in a square without axes. */
    MAP,
    /** A row for each name, with a number and its interval. */
    ROWS,
    /** A coloured cell for each row and column. */
    HEAT
}
