package io.dither.layer;

import java.util.Locale;

/**
 * Diagnostics of mixing: whether simulations of examples forget their starting points.
 *
 * @param effectiveSampleSize the effective sample size that nine of ten examples reach
 * @param rHat the split R-hat: about 1 if simulations agree, above 1.05 if they depend on their starting points; nine
 *     of ten examples have at most this; NaN if no simulation moved
 * @param doubt the reason why there are no standard errors, as a sentence; empty if there are standard errors
 */
public record Mixing(double effectiveSampleSize, double rHat, String doubt) {
    /** Returns a sentence with both numbers, without a full stop. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "in nine examples of ten, four chains are worth at least %.0f independent draws, and R-hat is at most %.3f",
                effectiveSampleSize,
                rHat);
    }
}
