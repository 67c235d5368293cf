package io.dither.choice;

import io.dither.layer.NoiseKey;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.learn.persons.Mixture;
import io.dither.learn.persons.Mixture.PossibleWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights of decision makers: those of a fit, which all share, or those of persons, who differ. Computes standard errors of numbers that depend on these
 * weights.
 *
 * @param fitted the fit; if persons differ, the fit with the same weights for all
 * @param estimates the estimates on which the weights depend, with their covariance
 * @param isDrawn whether weights are drawn at random
 * @param weights returns the possible weights of a decision maker
 */
public record DecisionMakers(Fitted fitted, Mixture.Estimates estimates, boolean isDrawn, Weights weights) {
    /** The relative change of an estimate without a standard error, to find the numbers that depend on it. */
    private static final double MOVE = 1e-3;

    /** The number of replicates of the samples, to estimate the error that sampling adds. */
    private static final int REPLICATES = 4;
    /** The step of the finite differences, in standard errors of the estimate. */
    private static final double STEP = 0.5;

    /** Computes numbers from the estimates. */
    @FunctionalInterface
    public interface Numbers {
        /**
         * {@return the numbers; their count does not depend on the estimates}
         *
         * @param x the estimates; read only
         * @param key the key of the draws
         */
        double[] at(double[] x, NoiseKey key);
    }

    /** Returns the possible weights of a decision maker, with their probabilities. */
    @FunctionalInterface
    public interface Weights {
        /**
         * {@return the possible weights; their probabilities add up to 1}
         *
         * @param x the estimates; read only
         * @param key the key of the draws
         */
        List<PossibleWeights> at(double[] x, NoiseKey key);
    }

    /**
     * {@return the weights of a fit, which all decision makers have}
     *
     * @param fitted the fit
     */
    public static DecisionMakers of(Fitted fitted) {
        return new DecisionMakers(
                fitted,
                Mixture.Estimates.of(fitted.weights(), fitted.covariance()),
                false,
                (x, key) -> List.of(new PossibleWeights(1, x)));
    }

    /**
     * {@return the weights of persons without observed decisions}
     *
     * @param persons the distribution of persons
     * @param pairs the number of antithetic pairs of draws, if weights are drawn
     */
    public static DecisionMakers of(Mixture persons, int pairs) {
        return new DecisionMakers(
                persons.commonFit(),
                persons.estimates(),
                persons.isDrawn(),
                (x, key) -> persons.possibleWeights(x, key, pairs));
    }

    /**
     * Adds a status to a number that depends on the weights in two cases: the number has no standard error because a weight has none, or its standard error
     * treats spreads that are near zero as fixed.
     */
    Weight withStatus(Weight number) {
        List<String> atZero = estimates.atZero();
        if (!Double.isNaN(number.standardError())) {
            return atZero.isEmpty() ? number : number.withStatus(WeightStatus.BESIDE_NEAR_ZERO, atZero);
        }
        boolean[] isUnknown = estimates.unknown();
        // without a covariance no standard errors were estimated at all, and the status would wrongly blame a weight
        return estimates.covariance().length > 0
                        && IntStream.range(0, isUnknown.length).anyMatch(k -> isUnknown[k])
                ? number.withoutInterval(WeightStatus.OF_UNKNOWN)
                : number;
    }

    /**
     * Returns for each number whether it depends on an estimate that has no standard error; always false without a covariance, because then no number has a
     * standard error anyway. {@code values} are the numbers at {@link NoiseKey#ZERO}.
     */
    private boolean[] whichDependOnUnknown(Numbers numbers, double[] values) {
        boolean[] dependsOnUnknown = new boolean[values.length];
        double[] x = estimates.x();
        for (int k = 0; k < x.length && estimates.covariance().length > 0; k++) {
            if (estimates.unknown()[k]) {
                double[] moved = x.clone();
                moved[k] += MOVE * Math.max(1, Math.abs(moved[k]));
                double[] movedValues = numbers.at(moved, NoiseKey.ZERO);
                for (int i = 0; i < dependsOnUnknown.length; i++) {
                    dependsOnUnknown[i] |= movedValues[i] != values[i];
                }
            }
        }
        return dependsOnUnknown;
    }

    /**
     * {@return numbers with standard errors, which combine the errors of the weights (by the delta method) and of the samples}
     *
     * @param numbers computes the numbers
     * @param hasClosedForm whether the numbers are computed without samples
     */
    public Interval[] intervals(Numbers numbers, boolean hasClosedForm) {
        boolean isExact = hasClosedForm && !isDrawn;
        double[] x = estimates.x();
        double[][] covariance = estimates.covariance();
        List<double[]> replicates = new ArrayList<>();
        for (int r = 0; r < (isExact ? 1 : REPLICATES); r++) {
            replicates.add(numbers.at(x, new NoiseKey(r, 0)));
        }
        int size = replicates.get(0).length;
        double[][] slopes = new double[x.length][size];
        for (int k = 0; k < covariance.length; k++) {
            double step = STEP * Math.sqrt(covariance[k][k]);
            if (step > 0) { // not if it is NaN: whichDependOnUnknown finds the numbers that depend on such an estimate
                double[] up = x.clone();
                double[] down = x.clone();
                up[k] += step;
                down[k] -= step;
                double[] above = numbers.at(up, NoiseKey.ZERO);
                double[] below = numbers.at(down, NoiseKey.ZERO);
                Arrays.setAll(slopes[k], i -> (above[i] - below[i]) / (2 * step));
            }
        }
        boolean[] dependsOnUnknown = whichDependOnUnknown(numbers, replicates.get(0));
        Interval[] intervals = new Interval[size];
        for (int i = 0; i < size; i++) {
            int index = i;
            double[] values =
                    replicates.stream().mapToDouble(each -> each[index]).toArray();
            Interval mean = Interval.ofMean(values);
            // without a covariance the error of the weights is not known; and the covariance leaves out an epsilon that
            // was estimated too
            double variance = covariance.length == 0 || fitted.epsilonError() > 0 ? Double.NaN : 0;
            double samplingVariance = isExact ? 0 : mean.standardError() * mean.standardError();
            variance += samplingVariance;
            for (int k = 0; k < covariance.length; k++) {
                for (int l = 0; l < covariance.length; l++) {
                    // a covariance may be NaN, and matters only if the number depends on both estimates
                    double slopeProduct = slopes[k][i] * slopes[l][i];
                    variance += slopeProduct == 0 ? 0 : slopeProduct * covariance[k][l];
                }
            }
            // degrees of freedom by Satterthwaite: only the sampling variance is estimated from a few values
            double varianceRatio = variance / samplingVariance;
            if (dependsOnUnknown[i]) {
                variance = Double.NaN;
            }
            intervals[i] = new Interval(
                    mean.value(),
                    Math.sqrt(variance),
                    isExact ? Double.POSITIVE_INFINITY : (REPLICATES - 1) * varianceRatio * varianceRatio);
        }
        return intervals;
    }
}
