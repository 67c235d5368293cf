package io.dither.layer;

import io.dither.error.Arguments;

/**
 * A vector with the standard error of each coordinate, and what intervals can be made of them.
 *
 * @param values the estimate; the caller owns the array
 * @param standardErrors one standard error a coordinate; 0 where the value is exact, NaN where it is unknown: for one
 *     sample, or where all samples agree
 * @param degreesOfFreedom of the standard errors: the number of independent units (samples, pairs, replicates) less 1;
 *     infinite where exact
 * @param calibrated whether intervals of so many samples were measured to hold the exact answer as often as they say; with
 *     fewer, a few rare samples decide, and 95 % intervals may hold it far less often
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of two arrays, compared by nobody
public record Estimated(double[] values, double[] standardErrors, double degreesOfFreedom, boolean calibrated) {
    /**
     * Creates a vector whose standard errors are treated as exact (infinite degrees of freedom).
     *
     * @param values the vector; kept
     * @param standardErrors one per coordinate; kept
     */
    public Estimated(double[] values, double[] standardErrors) {
        this(values, standardErrors, Double.POSITIVE_INFINITY, true);
    }

    /**
     * Creates a vector that is exact.
     *
     * @param values the vector; kept
     * @return the vector with standard errors of 0
     */
    public static Estimated exact(double[] values) {
        return new Estimated(values, new double[values.length]);
    }

    /**
     * {@return other values with the same errors, such as these less a constant}
     *
     * @param newValues the values, of the same length; kept
     */
    public Estimated withValues(double[] newValues) {
        return new Estimated(newValues, standardErrors, degreesOfFreedom, calibrated);
    }

    /**
     * {@return a standard error with 0 in place of an unknown one, for code that has a floor of its own}
     *
     * @param coordinate the coordinate
     */
    public double knownError(int coordinate) {
        double error = standardErrors[coordinate];
        return Double.isNaN(error) ? 0 : error;
    }

    /**
     * Returns half the width of the interval of each coordinate: standard errors times the two-sided quantile of Student's t.
     *
     * @param level how often the interval shall hold the exact answer, above 0 and below 1, such as 0.95
     * @return one number a coordinate; 0 where exact, NaN where unknown
     */
    public double[] margins(double level) {
        Arguments.require(level > 0 && level < 1, "level = " + level + " is not between 0 and 1", "Maybe 0.95");
        double[] margins = standardErrors.clone();
        if (degreesOfFreedom >= 1) { // none are NaN already
            double quantile = StudentLaw.quantile(1 - level, degreesOfFreedom);
            for (int i = 0; i < margins.length; i++) {
                margins[i] *= quantile;
            }
        }
        return margins;
    }
}
