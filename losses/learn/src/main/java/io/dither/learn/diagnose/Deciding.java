package io.dither.learn.diagnose;

import io.dither.layer.NoiseKey;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.learn.persons.Mixture;
import io.dither.learn.persons.Mixture.Possible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weights that decide: those of one fit, or of persons who differ.
 *
 * @param one the fit, whose weights are those of all if persons do not differ
 * @param estimates the numbers that were estimated
 * @param isDrawn whether weights are drawn
 * @param weights the weights
 */
record Deciding(Fitted one, Mixture.Estimates estimates, boolean isDrawn, Weights weights) {
    /** How far a number without an error is moved, to see what hangs on it. */
    private static final double MOVE = 1e-3;

    /** The samples are drawn so many times, to see what they do. */
    private static final int REPLICATES = 4;
    /** How far a number is moved for a slope, in its standard errors. */
    private static final double STEP = 0.5;

    /** Computes numbers from those that were estimated, by draws of a key. */
    interface Numbers {
        double[] at(double[] x, NoiseKey key);
    }

    /** Weights that one may have who decides. */
    interface Weights {
        List<Possible> at(double[] x, NoiseKey key);
    }

    static Deciding of(Fitted fitted) {
        return new Deciding(
                fitted,
                Mixture.Estimates.of(fitted.weights(), fitted.covariance()),
                false,
                (x, key) -> List.of(new Possible(1, x)));
    }

    /** Weights of persons of whom nothing is known; so many pairs of tastes and their opposites. */
    static Deciding of(Mixture persons, int pairs) {
        return new Deciding(
                persons.oneTaste(), persons.estimates(), persons.isDrawn(), (x, key) -> persons.at(x, key, pairs));
    }

    /** Returns a number that follows the weights with why it has no error, or what its error leaves out. */
    Weight noted(Weight number) {
        List<String> atZero = estimates.atZero();
        if (!Double.isNaN(number.standardError())) {
            return atZero.isEmpty() ? number : number.noting(WeightStatus.BESIDE_NEAR_ZERO, atZero);
        }
        boolean[] unknown = estimates.unknown();
        return estimates.covariance().length > 0
                        && IntStream.range(0, unknown.length).anyMatch(k -> unknown[k])
                ? number.held(WeightStatus.OF_UNKNOWN)
                : number;
    }

    /** Returns whether a number moves with one that was estimated without an error. */
    private boolean[] hangOnUnknown(Numbers numbers, double[] here) {
        boolean[] hang = new boolean[here.length];
        double[] x = estimates.x();
        for (int k = 0; k < x.length && estimates.covariance().length > 0; k++) {
            if (estimates.unknown()[k]) {
                double[] moved = x.clone();
                moved[k] += MOVE * Math.max(1, Math.abs(moved[k]));
                double[] there = numbers.at(moved, NoiseKey.ZERO);
                for (int i = 0; i < hang.length; i++) {
                    hang[i] |= there[i] != here[i];
                }
            }
        }
        return hang;
    }

    /** Returns numbers with errors to first order in the weights, and of the samples. */
    Interval[] intervals(Numbers numbers, boolean closed) {
        boolean exact = closed && !isDrawn;
        double[] x = estimates.x();
        double[][] covariance = estimates.covariance();
        List<double[]> replicates = new ArrayList<>();
        for (int r = 0; r < (exact ? 1 : REPLICATES); r++) {
            replicates.add(numbers.at(x, new NoiseKey(r, 0)));
        }
        int size = replicates.get(0).length;
        double[][] slopes = new double[x.length][size];
        for (int k = 0; k < covariance.length; k++) {
            double step = STEP * Math.sqrt(covariance[k][k]);
            if (step > 0) {
                double[] up = x.clone();
                double[] down = x.clone();
                up[k] += step;
                down[k] -= step;
                double[] above = numbers.at(up, NoiseKey.ZERO);
                double[] below = numbers.at(down, NoiseKey.ZERO);
                Arrays.setAll(slopes[k], i -> (above[i] - below[i]) / (2 * step));
            }
        }
        boolean[] hang = hangOnUnknown(numbers, replicates.get(0));
        Interval[] all = new Interval[size];
        for (int i = 0; i < size; i++) {
            int at = i;
            double[] values = replicates.stream().mapToDouble(each -> each[at]).toArray();
            Interval mean = Interval.ofMean(values);
            double variance = covariance.length == 0 || one.epsilonError() > 0 ? Double.NaN : 0;
            double sampled = exact ? 0 : mean.standardError() * mean.standardError();
            variance += sampled;
            for (int k = 0; k < covariance.length; k++) {
                for (int l = 0; l < covariance.length; l++) {
                    double both = slopes[k][i] * slopes[l][i];
                    variance += both == 0 ? 0 : both * covariance[k][l];
                }
            }
            // degrees of freedom by Satterthwaite: only the variance of the samples is estimated from a few
            double part = variance / sampled;
            if (hang[i]) {
                variance = Double.NaN;
            }
            all[i] = new Interval(
                    mean.value(),
                    Math.sqrt(variance),
                    exact ? Double.POSITIVE_INFINITY : (REPLICATES - 1) * part * part);
        }
        return all;
    }
}
