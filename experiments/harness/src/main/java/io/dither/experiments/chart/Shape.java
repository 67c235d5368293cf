package io.dither.experiments.chart;

/** The layout of a chart. */
public enum Shape {
    /** Curves over a wide axis. */
    LINES,
    /** Both axes show the same range. */
    SQUARE,
    /** A square without axes. */
    MAP,
    /** A row for each name. */
    ROWS,
    /** A cell for each row and column. */
    HEAT
}
