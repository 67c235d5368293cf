package io.dither.people.tastes;

import io.dither.learn.model.Interval;
import io.dither.learn.model.Ratio;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.people.internal.Roots;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Standard errors and intervals of functions of parameters, by the delta method and by draws.
 *
 * @param x the parameters
 * @param covariance the covariance of the parameters; unknown entries are NaN; empty if all entries are unknown
 * @param degreesOfFreedom the degrees of freedom of the errors
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Delta(double[] x, double[][] covariance, double degreesOfFreedom) {
    private static final int KRINSKY_ROBB = 4_000;
    private static final double DIFFERENCE = 1e-5;
    /** With more degrees of freedom, Student's t differs from the normal distribution by at most a quarter of a percent. */
    private static final int NEARLY_NORMAL = 400;

    /** Returns a number with its first-order standard error; NaN if it depends on an unknown covariance. */
    Interval interval(ToDoubleFunction<double[]> number) {
        double[] slopes = slopes(number);
        double variance = covariance.length == 0 ? Double.NaN : covariance(slopes, slopes);
        return new Interval(number.applyAsDouble(x), variance > 0 ? Math.sqrt(variance) : Double.NaN, degreesOfFreedom);
    }

    private double covariance(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                double weight = left[i] * right[j];
                sum += weight == 0 ? 0 : weight * covariance[i][j];
            }
        }
        return sum;
    }

    private double[] slopes(ToDoubleFunction<double[]> number) {
        double[] slopes = new double[x.length];
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            double step = DIFFERENCE * Math.max(1e-3, Math.abs(x[i]));
            moved[i] = x[i] + step;
            double up = number.applyAsDouble(moved);
            moved[i] = x[i] - step;
            slopes[i] = (up - number.applyAsDouble(moved)) / (2 * step);
            moved[i] = x[i];
        }
        return slopes;
    }

    /** Returns a number with its first-order interval, and its interval by draws of the parameters. */
    Derived derived(String name, ToDoubleFunction<double[]> number, long seed) {
        Interval delta = interval(number);
        boolean measured = delta.standardError() > 0;
        return drawn(
                Weight.of(name, delta, measured ? WeightStatus.ESTIMATED : WeightStatus.NOT_MEASURED), number, seed);
    }

    /**
     * Returns a ratio of two nearly normal numbers with Fieller's interval and that by draws; without intervals if the denominator may be
     * 0.
     */
    Derived ratio(
            String name, ToDoubleFunction<double[]> numerator, ToDoubleFunction<double[]> denominator, long seed) {
        return drawn(
                fieller(name, numerator, denominator),
                x -> numerator.applyAsDouble(x) / denominator.applyAsDouble(x),
                seed);
    }

    /** Returns the ratio with Fieller's interval only. */
    Weight fieller(String name, ToDoubleFunction<double[]> numerator, ToDoubleFunction<double[]> denominator) {
        double[] numeratorSlopes = slopes(numerator);
        double[] denominatorSlopes = slopes(denominator);
        Ratio ratio = new Ratio(
                numerator.applyAsDouble(x),
                denominator.applyAsDouble(x),
                covariance(numeratorSlopes, numeratorSlopes),
                covariance(numeratorSlopes, denominatorSlopes),
                covariance(denominatorSlopes, denominatorSlopes));
        return ratio.numeratorVariance() + ratio.denominatorVariance() > 0
                ? ratio.weight(
                        name,
                        new Interval(0, 1, degreesOfFreedom).quantile(),
                        interval(numerator).pValue())
                : Weight.of(
                        name,
                        Interval.of(ratio.numerator() / ratio.denominator(), Double.NaN),
                        WeightStatus.NOT_MEASURED);
    }

    private Derived drawn(Weight number, ToDoubleFunction<double[]> function, long seed) {
        if (Double.isNaN(number.standardError())) {
            return new Derived(number, Double.NaN, Double.NaN);
        }
        double[][] root = Roots.cholesky(covariance);
        KeyedRandom random = new KeyedRandom(seed);
        double[] drawn = new double[KRINSKY_ROBB];
        int degrees = degreesOfFreedom <= NEARLY_NORMAL ? (int) degreesOfFreedom : 0;
        double[] z = new double[x.length + degrees];
        for (int r = 0; r < drawn.length; r++) {
            random.sample(r);
            random.nextGaussians(z, 0, z.length, 1);
            double scale = scale(z, degrees);
            double[] moved = x.clone();
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j <= i; j++) {
                    moved[i] += scale * root[i][j] * z[j];
                }
            }
            drawn[r] = function.applyAsDouble(moved);
        }
        Arrays.sort(drawn);
        return new Derived(number, drawn[(int) (0.025 * drawn.length)], drawn[(int) (0.975 * drawn.length)]);
    }

    /** Turns normal draws into draws of Student's t, by a chi-squared variable from the last of them. */
    private double scale(double[] z, int degrees) {
        double squares = 0;
        for (int i = x.length; i < z.length; i++) {
            squares += z[i] * z[i];
        }
        return degrees == 0 ? 1 : Math.sqrt(degrees / squares);
    }
}
