package io.dither.layer;

import io.dither.error.Arguments;

/**
 * A vector with the standard error of each coordinate, and what is needed for confidence intervals.
 *
 * @param values the estimate; the caller owns the array
 * @param standardErrors one standard error per coordinate; 0 if the value is exact, NaN if the error is unknown: with
 *     only one independent unit, or if all units agree, because further units may differ from them
 * @param degreesOfFreedom the degrees of freedom of the standard errors: the number of independent units (samples,
 *     antithetic pairs, replicates of a Sobol sequence, or batches of chains) minus 1; infinite if exact
 * @param calibrated whether there are enough samples for confidence intervals: tests measured that a 95 % interval then
 *     contains the true value in nearly 95 % of cases; with fewer samples that percentage may be far lower
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Estimated(double[] values, double[] standardErrors, double degreesOfFreedom, boolean calibrated) {
    /**
     * Creates a vector whose standard errors are treated as exact (infinite degrees of freedom).
     *
     * @param values the vector; not copied
     * @param standardErrors one per coordinate; not copied
     */
    public Estimated(double[] values, double[] standardErrors) {
        this(values, standardErrors, Double.POSITIVE_INFINITY, true);
    }

    /**
     * Creates a vector that is exact.
     *
     * @param values the vector; not copied
     * @return the vector with standard errors of 0
     */
    public static Estimated exact(double[] values) {
        return new Estimated(values, new double[values.length]);
    }

    /**
     * {@return a vector of other values with the same standard errors, for example after a constant was subtracted}
     *
     * @param newValues the values, of the same length; not copied
     */
    public Estimated withValues(double[] newValues) {
        return new Estimated(newValues, standardErrors, degreesOfFreedom, calibrated);
    }

    /**
     * {@return the standard error of a coordinate, or 0 if it is unknown}
     *
     * @param coordinate the coordinate
     */
    public double errorOrZero(int coordinate) {
        double error = standardErrors[coordinate];
        return Double.isNaN(error) ? 0 : error;
    }

    /**
     * Returns half the width of the interval of each coordinate: standard errors times the two-sided quantile of
     * Student's t.
     *
     * @param level the coverage, above 0 and below 1, such as 0.95
     * @return one number per coordinate; 0 if exact, NaN if unknown
     */
    public double[] margins(double level) {
        Arguments.require(level > 0 && level < 1, "level = " + level + " is not between 0 and 1", "Maybe choose 0.95");
        double[] margins = standardErrors.clone();
        if (degreesOfFreedom >= 1) { // otherwise there is only one independent unit, and all errors are NaN
            double quantile = StudentLaw.twoSidedQuantile(1 - level, degreesOfFreedom);
            for (int i = 0; i < margins.length; i++) {
                margins[i] *= quantile;
            }
        }
        return margins;
    }
}
