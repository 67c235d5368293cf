package io.dither.testing.certification;

import io.dither.error.Arguments;
import java.util.Comparator;
import java.util.List;

/**
 * Compares an estimate with its expected value, in units of its standard error.
 *
 * @param quantity the name of the estimated quantity, for messages
 * @param estimate the estimate
 * @param expected the expected value
 * @param standardError the standard error of the estimate; 0 if the estimate claims to be exact
 */
public record ZScore(String quantity, double estimate, double expected, double standardError) {
    /** The largest difference that counts as a rounding error, relative to 1 + |expected|. */
    private static final double ROUNDING = 1e-12;

    /**
     * Computes (estimate - expected) / standardError.
     *
     * @return the score; 0 if both agree up to rounding, infinite if an estimate that claims to be exact is wrong, NaN
     *     if a number is NaN
     */
    public double z() {
        double difference = estimate - expected;
        // a standard error of NaN must give NaN, not 0
        if (Math.abs(difference) <= ROUNDING * (1 + Math.abs(expected)) && standardError >= 0) {
            return 0;
        }
        return difference / standardError;
    }

    /**
     * {@return the same score with a larger standard error: the root of the sum of squares of its standard error and
     * another, independent error}
     *
     * @param error the other error
     */
    public ZScore withAddedError(double error) {
        return new ZScore(quantity, estimate, expected, Math.hypot(standardError, error));
    }

    /**
     * Finds the score that is furthest from 0; NaN counts as furthest.
     *
     * @param scores the scores, at least one
     * @return the worst score
     */
    public static ZScore worst(List<ZScore> scores) {
        Arguments.atLeast("number of scores", scores.size(), 1);
        return scores.stream()
                .max(Comparator.comparingDouble(score -> Math.abs(score.z())))
                .orElseThrow();
    }

    /**
     * Requires that no score is further from 0 than a bound. For k scores of correct estimates, the probability of a
     * failure is about 2 k Phi(-bound) with the normal cdf Phi, which is 6e-5 for a bound of 5 and a hundred scores.
     *
     * @param bound the bound, in standard errors
     * @param scores the scores, at least one
     * @throws AssertionError if a score is further from 0 or NaN; the message names it
     */
    public static void requireWithin(double bound, List<ZScore> scores) {
        ZScore worst = worst(scores);
        if (!(Math.abs(worst.z()) <= bound)) {
            throw new AssertionError(worst + " is more than " + bound + " standard errors off");
        }
    }

    @Override
    public String toString() {
        return quantity + " = " + estimate + " +- " + standardError + ", expected " + expected + ", z = " + z();
    }
}
