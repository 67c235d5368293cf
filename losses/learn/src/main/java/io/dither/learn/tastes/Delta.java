package io.dither.learn.tastes;

import io.dither.learn.internal.persons.Roots;
import io.dither.learn.model.Interval;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Errors of numbers that follow from parameters.
 *
 * @param x the parameters
 * @param covariance of these, NaN for what is not known; empty if nothing is
 * @param degreesOfFreedom of the errors
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Delta(double[] x, double[][] covariance, double degreesOfFreedom) {
    private static final int KRINSKY_ROBB = 4_000;
    private static final double DIFFERENCE = 1e-5;

    /** Returns a number with the error to first order; NaN if it hangs on what is not known. */
    Interval interval(ToDoubleFunction<double[]> number) {
        double[] slopes = slopes(number);
        double variance = covariance.length == 0 ? Double.NaN : 0;
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                double both = slopes[i] * slopes[j];
                variance += both == 0 ? 0 : both * covariance[i][j];
            }
        }
        return new Interval(number.applyAsDouble(x), variance > 0 ? Math.sqrt(variance) : Double.NaN, degreesOfFreedom);
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

    /** Returns a number with the interval to first order, and that by draws of the parameters. */
    Derived derived(String name, ToDoubleFunction<double[]> number, long seed) {
        Interval delta = interval(number);
        if (Double.isNaN(delta.standardError())) {
            return new Derived(name, delta, Double.NaN, Double.NaN);
        }
        double[][] root = Roots.cholesky(covariance);
        KeyedRandom random = new KeyedRandom(seed);
        double[] drawn = new double[KRINSKY_ROBB];
        double[] z = new double[x.length];
        for (int r = 0; r < drawn.length; r++) {
            random.sample(r);
            random.nextGaussians(z, 0, z.length, 1);
            double[] moved = x.clone();
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j <= i; j++) {
                    moved[i] += root[i][j] * z[j];
                }
            }
            drawn[r] = number.applyAsDouble(moved);
        }
        Arrays.sort(drawn);
        return new Derived(name, delta, drawn[(int) (0.025 * drawn.length)], drawn[(int) (0.975 * drawn.length)]);
    }
}
