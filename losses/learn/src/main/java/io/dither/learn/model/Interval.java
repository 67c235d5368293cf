package io.dither.learn.model;

import io.dither.error.Arguments;
import io.dither.noise.Noise;
import java.io.Serializable;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A number with its standard error. Both give a 95 % interval and a test whether the true number is 0.
 *
 * @param value the number
 * @param standardError its standard error; NaN if it is unknown
 * @param degreesOfFreedom the degrees of freedom of the standard error, for Student's t; infinite for the normal distribution
 */
public record Interval(double value, double standardError, double degreesOfFreedom) implements Serializable {
    /** The probability below the upper end of a 95 % interval. */
    private static final double LEVEL = 0.975;
    /**
     * With more degrees of freedom, the normal distribution is used: it agrees with Student's t to seven digits, and the computation of Student's
     * t is less precise.
     */
    private static final double MOST_DEGREES = 1e8;
    /** With fewer degrees of freedom, the quantile exceeds 1e128 and is set to infinity; p-values then use this number of degrees. */
    private static final double LEAST_DEGREES = 0.01;

    /** The 97.5 % quantile of the normal distribution: half the length of a 95 % interval in standard errors. */
    public static final double NORMAL_QUANTILE = 1.959963984540054;

    /** Sets the standard error to NaN if the degrees of freedom are not above 0. */
    public Interval {
        standardError = degreesOfFreedom > 0 ? standardError : Double.NaN;
    }

    /**
     * {@return a number with a standard error and the normal distribution}
     *
     * @param value the number
     * @param standardError its standard error, or NaN
     */
    public static Interval of(double value, double standardError) {
        return new Interval(value, standardError, Double.POSITIVE_INFINITY);
    }

    /**
     * Averages independent observations.
     *
     * @param values at least one; read only
     * @return the mean; its standard error is the sample standard deviation (with n - 1) divided by sqrt(n), NaN for one observation
     */
    public static Interval ofMean(double... values) {
        Arguments.atLeast("observations", values.length, 1);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double error = Math.sqrt(squares / (values.length - 1) / values.length);
        return new Interval(mean, error, values.length - 1.0);
    }

    /**
     * Averages over the folds of a cross-validation, once or repeated, with the corrected resampled t interval and test (Nadeau and Bengio
     * 2003; Bouckaert and Frank 2004 for repeated folds). Folds share most of their training examples, so the usual standard error is too
     * small: for N values of sample variance s^2, the squared standard error is s^2 (1/N + r), where r is the number of test examples divided
     * by the number of training examples.
     *
     * @param values one per fold and repetition, at least two; read only
     * @param folds the number K of folds of a repetition: r is 1 / (K - 1)
     * @return the mean
     */
    public static Interval ofFolds(double[] values, int folds) {
        Arguments.atLeast("values", values.length, 2);
        Arguments.atLeast("folds", folds, 2);
        Interval plain = ofMean(values);
        double variance = plain.standardError * plain.standardError * values.length;
        double error = Math.sqrt(variance * (1.0 / values.length + 1.0 / (folds - 1)));
        return new Interval(plain.value, error, plain.degreesOfFreedom);
    }

    /** {@return half the length of the 95 % interval} */
    public double margin() {
        return standardError * (isStudent() ? quantile() : NORMAL_QUANTILE);
    }

    /**
     * {@return the 97.5 % quantile of the distribution: half the length of the interval in standard errors; infinite below 0.01 degrees of
     * freedom, NaN at 0 or fewer}
     */
    public double quantile() {
        if (degreesOfFreedom >= MOST_DEGREES) {
            return NORMAL_QUANTILE;
        }
        if (degreesOfFreedom > 0 && degreesOfFreedom < LEAST_DEGREES) {
            return Double.POSITIVE_INFINITY;
        }
        return degreesOfFreedom > 0 ? studentsT().inverseCumulativeProbability(LEVEL) : Double.NaN;
    }

    /** {@return the lower end of the 95 % interval} */
    public double low() {
        return value - margin();
    }

    /** {@return the upper end of the 95 % interval} */
    public double high() {
        return value + margin();
    }

    /** {@return the probability of a number at least this far from 0 if the true number were 0; NaN if the standard error is unknown} */
    public double pValue() {
        if (standardError == 0) {
            return value == 0 ? 1 : 0;
        }
        double z = -Math.abs(value) / standardError;
        return 2
                * (isStudent()
                        ? studentsT().cumulativeProbability(z)
                        : Noise.gaussian().cdf(z));
    }

    /**
     * {@return this number minus an independent number; the degrees of freedom are infinite}
     *
     * @param other the number to subtract
     */
    public Interval minus(Interval other) {
        return of(value - other.value, Math.hypot(standardError, other.standardError));
    }

    /**
     * {@return this number in another unit, such as per cent}
     *
     * @param factor at least 0
     */
    public Interval times(double factor) {
        return new Interval(factor * value, factor * standardError, degreesOfFreedom);
    }

    private boolean isStudent() {
        return standardError > 0 && degreesOfFreedom < MOST_DEGREES;
    }

    private TDistribution studentsT() {
        return new TDistribution(null, Math.max(LEAST_DEGREES, degreesOfFreedom));
    }
}
