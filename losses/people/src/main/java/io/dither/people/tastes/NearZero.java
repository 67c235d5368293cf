package io.dither.people.tastes;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.model.Interval;
import io.dither.noise.Noise;
import io.dither.optim.Objective;
import io.dither.people.internal.PersonDescent;
import io.dither.people.internal.PersonPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Finds spreads of tastes ({@link Population#spread}: the standard deviation of a normal taste over persons) near 0, and their intervals. The likelihood
 * depends on the square of a spread, so that its derivative is 0 at 0 for any decisions, and a sandwich estimator would be 0 / 0. A likelihood ratio is twice
 * the drop of the log likelihood from its maximum. If a spread is truly 0, its likelihood ratio against 0 is 0 with probability 1/2, and otherwise chi-squared
 * (Self and Liang 1987). Below the 95 % quantile of this mixture, the spread does not differ significantly from 0. Intervals of weak spreads come from the
 * profile likelihood, in which the square of the spread is nearly normal. At the lower end, the critical value is that of a parameter that cannot be negative
 * (Feldman and Cousins 1998); at the upper end, it is the usual one.
 *
 * @param likelihood the likelihood of persons
 * @param shape the population; its parameters are not used
 * @param from the index of the first parameter of the population among the parameters of the likelihood; not 0 for later latent classes
 * @param iterations the largest number of iterations per search
 */
record NearZero(Objective<PersonPoint> likelihood, Population shape, int from, int iterations) {
    /** Above this likelihood ratio, a spread is not weak: its interval follows from its standard error, like that of any other parameter. */
    private static final double STRONG = 12;
    /** A search with fixed spreads ends when all slopes are below this, in their standard errors. */
    private static final double TOLERANCE = 0.05;

    /** The confidence of intervals and of tests. */
    private static final double CONFIDENCE = 0.95;
    /** The 95 % quantile of chi-squared with one degree of freedom. */
    private static final double CRITICAL = 3.841458820694124;

    /** The factor by which the outer end of a bracket grows. */
    private static final double GROWTH = 1.6;

    /** The largest number of times that the outer end of a bracket grows. */
    private static final int MOST_GROWTHS = 20;

    /** The number of steps that narrow the bracket of a lower end, and the largest number for an upper end. */
    private static final int MOST_STEPS = 8;
    /** The upper end of an interval is found if its bracket has this width relative to the end, or if the likelihood ratio is this close. */
    private static final double WIDTH = 0.01;

    /**
     * A weak spread (near 0), in standardised units.
     *
     * @param weight the index of the weight; -1 if the taste as a whole varies, and only its entry on the diagonal of L, the
     *     {@linkplain Population#factor factor} of correlated tastes, is near 0
     * @param parameters the indices of the parameters that are 0 without the spread
     * @param ratio the likelihood ratio against a spread of 0; NaN if moments were solved
     * @param isDistinct whether the spread differs significantly from 0
     * @param low the lower end of the interval; NaN if there is none
     * @param high the upper end of the interval; NaN if there is none
     * @param shift the change of all parameters as the spread rises by one standard error. The errors of the other parameters include this change; without it
     * they would take the spread as known. It has zeros if the spread is distinct or has no interval, and is empty if moments were solved
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Weak(
            int weight, int[] parameters, double ratio, boolean isDistinct, double low, double high, double[] shift) {
        /** Returns a spread, or an entry on the diagonal of L, at the lower bound that the search by moments sets for it ({@link TasteProblem}). */
        static Weak atFloor(int weight, int parameter) {
            return new Weak(weight, new int[] {parameter}, Double.NaN, false, Double.NaN, Double.NaN, new double[0]);
        }

        /** Returns this spread with the indices of its parameters counted from {@code first}, the first parameter of its latent class. */
        Weak indexedFrom(int first) {
            int[] indices =
                    IntStream.of(parameters).map(parameter -> parameter - first).toArray();
            return new Weak(weight, indices, ratio, isDistinct, low, high, shift);
        }

        /** Returns the name of the spread, or of the entry of L, in a population whose first parameter has the index 0. */
        String name(Population shape) {
            return weight >= 0
                    ? FittedTastes.spread(shape.names().get(weight))
                    : shape.parameterNames().get(parameters[0]);
        }
    }

    /** The likelihood of the free parameters, with the other parameters fixed. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Restricted(Objective<PersonPoint> likelihood, double[] x, int[] free)
            implements Objective<PersonPoint> {
        @Override
        public PersonPoint at(double[] moved) {
            double[] parameters = x.clone();
            for (int i = 0; i < free.length; i++) {
                parameters[free[i]] = moved[i];
            }
            return likelihood.at(parameters).restricted(free);
        }
    }

    /** Returns the indices of all parameters except the parameters of weak spreads that do not differ significantly from 0. */
    static int[] freeParameters(int size, List<Weak> weak) {
        return IntStream.range(0, size)
                .filter(i -> weak.stream()
                        .filter(spread -> !spread.isDistinct())
                        .flatMapToInt(spread -> IntStream.of(spread.parameters()))
                        .noneMatch(parameter -> parameter == i))
                .toArray();
    }

    /** Maximises the likelihood over the free parameters until all slopes are below {@code until}, in their standard errors. */
    static PersonPoint maximised(
            Objective<PersonPoint> likelihood, PersonPoint start, int[] free, int iterations, double until) {
        if (free.length == 0) {
            return start;
        }
        double[] x = start.x().clone();
        double[] maximum = new PersonDescent(new Restricted(likelihood, x, free), start.restricted(free), iterations)
                .until(until)
                .x();
        for (int i = 0; i < free.length; i++) {
            x[free[i]] = maximum[i];
        }
        return likelihood.at(x);
    }

    /** Returns the weak spreads at the largest likelihood, without intervals. */
    List<Weak> weakSpreads(PersonPoint best) {
        List<Weak> weak = new ArrayList<>();
        int[][] positions = shape.positions(); // weight and column of L per parameter; column -1 is a location
        int[] varying = shape.varying(); // the weight of each column of L
        for (int c = 0; c < varying.length; c++) {
            int column = c;
            int k = varying[c];
            // without the spread of k, its row and its column of L are 0, and so are its variance and covariances
            int[] indices = IntStream.range(0, positions.length)
                    .filter(i -> positions[i][1] >= 0 && (positions[i][0] == k || positions[i][1] == column))
                    .map(i -> from + i)
                    .toArray();
            Weak spread = comparedWithZero(best, k, indices, shape.correlated() ? varying.length : 1);
            int[] diagonal = IntStream.of(indices)
                    .filter(i -> positions[i - from][0] == k && positions[i - from][1] == column)
                    .toArray();
            // the taste may vary clearly, but only with the other tastes: then its entry on the diagonal is near 0
            Weak nearZero = spread != null || indices.length == 1 ? spread : comparedWithZero(best, -1, diagonal, 1);
            if (nearZero != null) {
                weak.add(nearZero);
            }
        }
        return weak;
    }

    /**
     * Compares the largest likelihood with the largest likelihood at which the parameters {@code zeros} are 0. At these zeros, {@code degrees} variances and
     * covariances of tastes are 0 or, for an entry of L, one variance given the other tastes; their number is the degrees of freedom of the likelihood ratio.
     * Returns the weak spread; null if the likelihood at 0 is far lower.
     */
    private @Nullable Weak comparedWithZero(PersonPoint best, int weight, int[] zeros, int degrees) {
        double critical = critical(degrees);
        double[] x = best.x().clone();
        for (int i : zeros) {
            x[i] = 0;
        }
        PersonPoint atZero = likelihood.at(x);
        int[] free = IntStream.range(0, x.length)
                .filter(i -> IntStream.of(zeros).noneMatch(parameter -> parameter == i))
                .toArray();
        double ratio = ratio(best, atZero);
        double strongRatio =
                STRONG - CRITICAL + critical; // as far above this critical value as STRONG is above CRITICAL
        // a search over the free parameters can only lower the ratio, so it is left out if the ratio is already low
        if (ratio > critical && Double.isFinite(ratio) && free.length > 0) {
            PersonPoint restricted = atZero.restricted(free);
            DMatrixRMaj score = DMatrixRMaj.wrap(free.length, 1, restricted.scoreSum());
            DMatrixRMaj step = CommonOps_DDRM.mult(restricted.covariance(), score, null);
            // the search lowers the ratio by about score times step, as a Newton step does; if the ratio minus twice as
            // much is still above strongRatio, no search is needed
            if (ratio - 2 * CommonOps_DDRM.dot(score, step) > strongRatio) {
                return null;
            }
            ratio = ratio(best, maximised(likelihood, atZero, free, iterations, TOLERANCE));
        }
        return ratio > strongRatio
                ? null
                : new Weak(weight, zeros, ratio, ratio > critical, Double.NaN, Double.NaN, new double[x.length]);
    }

    private static double ratio(PersonPoint best, PersonPoint restricted) {
        return Double.isFinite(restricted.value())
                ? 2 * (best.logLikelihood() - restricted.logLikelihood())
                : Double.POSITIVE_INFINITY;
    }

    /** Returns the 95 % quantile of an equal mixture of chi-squared variables with {@code degrees} and with {@code degrees} - 1 degrees of freedom. */
    private static double critical(int degrees) {
        return zero(0, 50, c -> 2 * CONFIDENCE - cumulative(c, degrees) - cumulative(c, degrees - 1));
    }

    private static double cumulative(double c, int degrees) {
        return degrees == 0 ? 1 : new ChiSquaredDistribution(null, degrees).cumulativeProbability(c);
    }

    /** Returns the p value of the likelihood ratio of one spread. */
    static double pValue(double ratio) {
        return 1 - (cumulative(Math.max(0, ratio), 1) + 1) / 2;
    }

    /**
     * Returns the critical value of a squared spread: the spread is inside the 95 % interval if its likelihood ratio is at most this value, which rises from 2.7
     * for the square 0 to {@link #CRITICAL} for large squares. In units of its standard error, the unbounded estimate of the square has a normal distribution with
     * the mean {@code square} and variance 1; the likelihood is largest at this estimate or, if it is negative, at 0.
     *
     * @param square the squared spread, divided by the standard error of its estimate
     */
    static double criticalOfSquare(double square) {
        return zero(2, 5, c -> {
            // the lowest estimate with a ratio of at most c, minus the square. The ratio of an estimate above 0 is the
            // squared distance; an estimate below 0 is compared with the best possible square, 0, instead of itself
            double lowest = square > Math.sqrt(c) ? -Math.sqrt(c) : -(square * square + c) / (2 * square);
            return CONFIDENCE
                    - Noise.gaussian().cdf(Math.sqrt(c))
                    + Noise.gaussian().cdf(lowest);
        });
    }

    /** Returns the zero of a decreasing function, which lies between two numbers. */
    private static double zero(double low, double high, DoubleUnaryOperator function) {
        double left = low;
        double right = high;
        while (right - left > 1e-9) {
            double middle = (left + right) / 2;
            if (function.applyAsDouble(middle) > 0) {
                left = middle;
            } else {
                right = middle;
            }
        }
        return left;
    }

    /** Returns the weak spread, with its interval if the spread is a single parameter. */
    Weak withInterval(Weak weak, PersonPoint best) {
        if (weak.parameters().length != 1) {
            return weak;
        }
        int parameter = weak.parameters()[0];
        Profile profile = new Profile(best, parameter);
        double high = profile.highEnd(CRITICAL);
        double low = weak.isDistinct() ? profile.lowEnd(weak.ratio()) : 0;
        double[] shift = new double[best.x().length];
        for (int i = 0; i < shift.length && !weak.isDistinct(); i++) {
            boolean isSpread = i == parameter && weak.weight() >= 0; // a spread near 0 gets no standard error
            // the profile ended at (or near) the upper end of the interval, NORMAL_QUANTILE standard errors from the
            // best point
            shift[i] = isSpread ? 0 : (profile.last.x()[i] - best.x()[i]) / Interval.NORMAL_QUANTILE;
        }
        return new Weak(weak.weight(), weak.parameters(), weak.ratio(), weak.isDistinct(), low, high, shift);
    }

    /** The profile likelihood of a spread: the largest likelihood over all other parameters. */
    private final class Profile {
        private final PersonPoint best;
        private final int parameter;
        private final int[] free;
        /** The maximum at the last spread, from which the next search starts. */
        private PersonPoint last;

        Profile(PersonPoint best, int parameter) {
            this.best = best;
            this.parameter = parameter;
            free = IntStream.range(0, best.x().length)
                    .filter(i -> i != parameter)
                    .toArray();
            last = best;
        }

        private double estimate() {
            return Math.abs(best.x()[parameter]);
        }

        /** Returns the likelihood ratio of the best point against this spread, with the sign of the parameter at the best point; infinite outside the domain. */
        private double ratioAt(double spread) {
            double[] x = last.x().clone();
            x[parameter] = Math.copySign(spread, best.x()[parameter]);
            PersonPoint start = likelihood.at(x);
            if (!Double.isFinite(start.value())) {
                return Double.POSITIVE_INFINITY;
            }
            last = maximised(likelihood, start, free, iterations, TOLERANCE);
            return ratio(best, last);
        }

        /** Returns the spread above the estimate at which the likelihood ratio reaches a value; infinite if it does not within {@link #MOST_GROWTHS}. */
        double highEnd(double critical) {
            double inner = estimate();
            // the first outer end is beyond the estimate, and not tiny compared with the other parameters
            double outer = Math.max(1.5 * inner, 0.2 * Math.max(0.1, Vectors.norm(best.x())));
            double innerRatio = 0;
            double outerRatio = ratioAt(outer);
            for (int growths = 0; outerRatio < critical; growths++) {
                if (growths == MOST_GROWTHS) {
                    return Double.POSITIVE_INFINITY;
                }
                inner = outer;
                innerRatio = Math.max(0, outerRatio);
                outer *= GROWTH;
                outerRatio = ratioAt(outer);
            }
            return narrowed(inner, innerRatio, outer, outerRatio, critical);
        }

        /** Narrows a bracket: the square root of the ratio is nearly linear in the square of the spread. */
        private double narrowed(double inner, double innerRatio, double outer, double outerRatio, double critical) {
            double[] ends = {inner, outer};
            double[] roots = {Math.sqrt(innerRatio), Math.sqrt(outerRatio)};
            double middle = outer;
            for (int step = 0; step < MOST_STEPS && ends[1] - ends[0] > WIDTH * ends[1]; step++) {
                double share = (Math.sqrt(critical) - roots[0]) / (roots[1] - roots[0]);
                // a middle close to an end would hardly narrow the bracket
                double clampedShare = Double.isFinite(share) ? Math.max(0.05, Math.min(0.95, share)) : 0.5;
                middle = Math.sqrt((1 - clampedShare) * ends[0] * ends[0] + clampedShare * ends[1] * ends[1]);
                double ratio = Math.max(0, ratioAt(middle));
                if (Math.abs(ratio - critical) < WIDTH) {
                    return middle;
                }
                int movedEnd = ratio < critical ? 0 : 1;
                ends[movedEnd] = middle;
                roots[movedEnd] = Math.sqrt(ratio);
            }
            return middle;
        }

        /** Returns the lower end of the interval, at which the likelihood ratio equals {@link #criticalOfSquare}. */
        double lowEnd(double ratioAgainstZero) {
            double left = 0;
            double right = estimate();
            for (int step = 0; step < MOST_STEPS; step++) {
                double middle = (left + right) / 2;
                // the estimated square in its standard errors is about the root of the likelihood ratio against 0
                double square = middle * middle / (estimate() * estimate()) * Math.sqrt(ratioAgainstZero);
                if (ratioAt(middle) > criticalOfSquare(square)) {
                    left = middle;
                } else {
                    right = middle;
                }
            }
            return (left + right) / 2;
        }
    }
}
