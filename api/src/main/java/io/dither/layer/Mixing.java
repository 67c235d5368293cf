package io.dither.layer;

import java.util.Locale;

/**
 * Diagnostics of mixing: whether simulations forget their starting points. Each example is simulated by four Markov
 * chains.
 *
 * @param effectiveSampleSize the effective sample size of the four chains together: at least this number in nine of ten
 *     examples
 * @param rHat the split R-hat: at most this number in nine of ten examples, without the examples whose chains did not
 *     move. It is about 1 if the chains of an example agree, above 1.05 if they depend on their starting points; NaN if
 *     no chain of any example moved
 * @param doubt why the mixing is too slow for standard errors, as a sentence; empty if it is fast enough
 */
public record Mixing(double effectiveSampleSize, double rHat, String doubt) {
    /** Returns a sentence with both numbers, without a full stop. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "in nine examples of ten, four chains are worth at least %.0f independent draws, and R-hat is at most %.3f",
                Math.floor(effectiveSampleSize), // rounded up, it would not be a lower bound
                rHat);
    }
}
