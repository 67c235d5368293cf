package io.dither.learn.model;

import io.dither.error.Arguments;

/** What features are divided by. */
final class Scales {
    private static final double LEAST = 1e-151;
    private static final double MOST = 1e151;

    private Scales() {}

    /** Returns a scale whose square is a number, as is that of a weight in its unit. */
    static double squarable(String feature, double scale) {
        Arguments.require(
                scale <= MOST,
                "the numbers of '" + feature + "' are too large to be squared: above " + MOST,
                "Maybe divide the column");
        Arguments.require(
                scale >= LEAST,
                "the numbers of '" + feature + "' are too small to be squared: below " + LEAST,
                "Maybe multiply the column");
        return scale;
    }
}
