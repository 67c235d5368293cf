package io.dither.layer;

import java.util.Locale;

/**
 * Whether the simulations of some examples forget where they begin.
 *
 * @param effective how many independent draws those of an example are worth; one example of ten has fewer
 * @param rHat whether they agree with one another, about 1 if they do, above 1.05 if they remember where they began; one example of ten has
 *     more; NaN if nothing moved
 * @param doubt why they are not worth standard errors, for people, or nothing
 */
public record Mixing(double effective, double rHat, String doubt) {
    /** Returns both numbers in a sentence without its full stop. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "in nine examples of ten, four chains are worth at least %.0f independent draws, and R-hat is at most %.3f",
                effective,
                rHat);
    }
}
