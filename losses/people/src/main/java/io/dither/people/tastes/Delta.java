package io.dither.people.tastes;

import io.dither.learn.model.Interval;
import io.dither.learn.model.Ratio;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.function.ToDoubleFunction;

/**
 * Standard errors and intervals of functions of parameters, by the delta method; for ratios, intervals by Fieller's method.
 *
 * @param x the parameters
 * @param covariance the covariance of the parameters; unknown entries are NaN; empty if all entries are unknown
 * @param degreesOfFreedom the degrees of freedom of the errors
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Delta(double[] x, double[][] covariance, double degreesOfFreedom) {
    /** Differences move a parameter by this share of its size, or of {@link #MIN_SIZE} if the parameter is smaller. */
    private static final double RELATIVE_STEP = 1e-5;

    private static final double MIN_SIZE = 1e-3;

    /** Returns a number with its standard error by linearisation. The error is NaN if it is 0 or depends on an unknown covariance. */
    Interval interval(ToDoubleFunction<double[]> number) {
        double[] slopes = slopes(number);
        double variance = covariance.length == 0 ? Double.NaN : covarianceOf(slopes, slopes);
        return new Interval(number.applyAsDouble(x), variance > 0 ? Math.sqrt(variance) : Double.NaN, degreesOfFreedom);
    }

    /** Returns the covariance of two functions, given the slopes of each. An unknown entry does not matter if one of its two slopes is 0. */
    private double covarianceOf(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                double weight = left[i] * right[j];
                sum += weight == 0 ? 0 : weight * covariance[i][j];
            }
        }
        return sum;
    }

    /** Returns the derivatives of a number with respect to the parameters, by central differences. */
    private double[] slopes(ToDoubleFunction<double[]> number) {
        double[] slopes = new double[x.length];
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            double step = RELATIVE_STEP * Math.max(MIN_SIZE, Math.abs(x[i]));
            moved[i] = x[i] + step;
            double above = number.applyAsDouble(moved);
            moved[i] = x[i] - step;
            slopes[i] = (above - number.applyAsDouble(moved)) / (2 * step);
            moved[i] = x[i];
        }
        return slopes;
    }

    /** Returns a number with its interval by linearisation. */
    Weight weight(String name, ToDoubleFunction<double[]> number) {
        Interval interval = interval(number);
        return Weight.of(
                name, interval, interval.standardError() > 0 ? WeightStatus.ESTIMATED : WeightStatus.NOT_MEASURED);
    }

    /**
     * Returns a ratio of two nearly normal numbers with Fieller's interval; without an interval if the denominator does not differ significantly from 0, or if
     * the variances are unknown.
     */
    Weight fieller(String name, ToDoubleFunction<double[]> numerator, ToDoubleFunction<double[]> denominator) {
        double[] numeratorSlopes = slopes(numerator);
        double[] denominatorSlopes = slopes(denominator);
        Ratio ratio = new Ratio(
                numerator.applyAsDouble(x),
                denominator.applyAsDouble(x),
                covarianceOf(numeratorSlopes, numeratorSlopes),
                covarianceOf(numeratorSlopes, denominatorSlopes),
                covarianceOf(denominatorSlopes, denominatorSlopes));
        return ratio.numeratorVariance() + ratio.denominatorVariance() > 0
                ? ratio.weight(
                        name,
                        new Interval(0, 1, degreesOfFreedom).quantile(), // of Student's t
                        interval(numerator).pValue())
                : Weight.of(
                        name,
                        Interval.of(ratio.numerator() / ratio.denominator(), Double.NaN),
                        WeightStatus.NOT_MEASURED);
    }
}
