package io.dither.learn.model;

import io.dither.error.Arguments;
import io.dither.noise.Noise;
import java.io.Serializable;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A number with its error, from which follow its 95 % interval and the test of 0.
 *
 * @param value the number
 * @param standardError its standard error; NaN if it is not known
 * @param degreesOfFreedom of the standard error, for Student's t; infinite if it is as good as known, for the normal law
 */
public record Interval(double value, double standardError, double degreesOfFreedom) implements Serializable {
    private static final double LEVEL = 0.975;
    /** From here on the law is the normal one, to seven digits; Student's is computed less exactly. */
    private static final double MOST_DEGREES = 1e8;
    /** Below these the quantile, over 1e128, is as good as infinite, and hard to compute. */
    private static final double LEAST_DEGREES = 0.01;

    /** How many standard errors a 95 % interval has on each side under the normal law. */
    public static final double NORMAL = 1.959963984540054;

    /** Without a degree of freedom the standard error is not known. */
    public Interval {
        standardError = degreesOfFreedom > 0 ? standardError : Double.NaN;
    }

    /**
     * {@return a number whose standard error is as good as known}
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
     * @return the mean, its standard error the sample standard deviation (n - 1) divided by sqrt(n); NaN for one observation
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
     * Averages over the folds of a cross-validation, once or repeated, with the corrected resampled t interval and test (Nadeau and
     * Bengio 2003; Bouckaert and Frank 2004 for repeated folds). Folds share most of their training examples, so the usual standard
     * error is too small: with N values of sample variance s^2 its square is s^2 (1/N + test/train).
     *
     * @param values one per fold, at least two; read only
     * @param folds K: a test part is 1 / (K - 1) of its training part
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
        return standardError * (isStudent() ? quantile() : NORMAL);
    }

    /** {@return how many standard errors the interval has on each side; infinite with hardly any degree of freedom, NaN without one} */
    public double quantile() {
        if (degreesOfFreedom >= MOST_DEGREES) {
            return NORMAL;
        }
        if (degreesOfFreedom > 0 && degreesOfFreedom < LEAST_DEGREES) {
            return Double.POSITIVE_INFINITY;
        }
        return degreesOfFreedom > 0 ? law().inverseCumulativeProbability(LEVEL) : Double.NaN;
    }

    /** {@return the lower end of the 95 % interval} */
    public double low() {
        return value - margin();
    }

    /** {@return the upper end of the 95 % interval} */
    public double high() {
        return value + margin();
    }

    /** {@return how often a value of 0 would look at least so far from 0; NaN if the standard error is not known} */
    public double pValue() {
        if (standardError == 0) {
            return value == 0 ? 1 : 0;
        }
        double z = -Math.abs(value) / standardError;
        return 2
                * (isStudent()
                        ? law().cumulativeProbability(z)
                        : Noise.gaussian().cdf(z));
    }

    /**
     * {@return the difference to an independent number, with a normal law}
     *
     * @param other what is subtracted
     */
    public Interval minus(Interval other) {
        return of(value - other.value, Math.hypot(standardError, other.standardError));
    }

    /**
     * {@return this in another unit, such as per cent}
     *
     * @param factor at least 0
     */
    public Interval times(double factor) {
        return new Interval(factor * value, factor * standardError, degreesOfFreedom);
    }

    private boolean isStudent() {
        return standardError > 0 && degreesOfFreedom < MOST_DEGREES;
    }

    private TDistribution law() {
        return new TDistribution(null, Math.max(LEAST_DEGREES, degreesOfFreedom));
    }
}
