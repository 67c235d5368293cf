package io.dither.perturbed.internal.statistic;

import io.dither.error.OracleException;
import io.dither.layer.Estimated;

/**
 * Computes standard errors from sums over independent units, and knows the number of units that 95 % intervals need. If
 * all units agree up to rounding, the error is not 0 but unknown: NaN.
 */
final class StandardError {
    /**
     * With this number of units or more, 95 % intervals of means have a coverage of 93 to 97 % (see {@code
     * CoverageTest}).
     */
    static final int MIN_FOR_MEANS = 100;
    /** The same limit for covariances with scores, whose products are more skewed. */
    static final int MIN_FOR_COVARIANCES = 400;

    /** Relative deviations below this are rounding errors. */
    private static final double ROUNDING = 1e-13;

    private StandardError() {}

    /** Returns the standard error of a mean, from the mean and the sum of squared deviations from the mean. */
    static double ofMean(double mean, double squares, long count) {
        // no larger than the squares of count rounding errors of ROUNDING * mean; true also if squares is NaN
        boolean allAgree = !(squares > ROUNDING * mean * ROUNDING * mean * count);
        return count < 2 || allAgree ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
    }

    /**
     * Returns the standard error of sum / (count - 1), where the sum is of products of deviations from a mean: the
     * standard error of the mean of the products, times count / (count - 1).
     *
     * @param squares the sum of the squared products
     */
    static double ofCovariance(double sum, double squares, long count) {
        double spread = squares - sum * sum / count; // a difference: its rounding error grows with squares
        return count < 2 || !(spread > ROUNDING * squares)
                ? Double.NaN
                : Math.sqrt(spread * count / (count - 1)) / (count - 1);
    }

    /**
     * Throws if an estimate is infinite or NaN, because a sum overflowed. Estimates from fewer than two units pass,
     * because for them the divisor count - 1 may be the reason.
     */
    static double[] requireFinite(double[] values, long count) {
        for (double value : values) {
            if (count > 1 && !Double.isFinite(value)) {
                throw new OracleException(
                        OracleException.Code.INVALID_INPUT,
                        "an estimate overflows to " + value
                                + ". Maybe divide theta, epsilon and the vectors that are multiplied with y by a large number");
            }
        }
        return values;
    }

    /** Returns means with their standard errors; {@code count} is the number of units. */
    static Estimated estimatedMeans(double[] means, double[] errors, long count) {
        return new Estimated(requireFinite(means, count), errors, count - 1, count >= MIN_FOR_MEANS);
    }

    /** Returns covariances with scores, with their standard errors; {@code count} is the number of units. */
    static Estimated estimatedCovariances(double[] values, double[] errors, long count) {
        return new Estimated(requireFinite(values, count), errors, count - 1, count >= MIN_FOR_COVARIANCES);
    }
}
