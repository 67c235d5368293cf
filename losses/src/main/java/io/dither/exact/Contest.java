package io.dither.exact;

import io.dither.internal.algebra.Vectors;
import java.util.stream.IntStream;

/**
 * The scores that noise can move into or out of the set of the k largest scores. Larger scores are always in the set:
 * without noise they exceed the (k + 1)-th largest score by more than the width of the noise's range. Smaller scores
 * are never in the set: without noise they are below the k-th largest score by more than this width.
 *
 * <p>Scores r are without noise. They are differences from the k-th largest of all scores in units of eps, the amplitude
 * of the noise, so that a common shift of all scores loses no digits.
 */
final class Contest {
    private final Law law;
    /** The scores of the contest, the largest first, as differences from the k-th largest of all scores in units of eps. */
    private final double[] r;
    /** The position in {@link #order} of the first score of the contest. */
    private final int first;

    /** The variance of the number of scores above x. */
    private double variance;

    /** The density with which a score lies at x, summed over the scores: minus the derivative of {@link #excess}. */
    private double rate;

    /** The right end of the last panel of the quadrature; at NaN before the first panel. */
    private End lastEnd = new End(Double.NaN, false, 0, 0);

    /** The indices of all scores, the largest first. */
    final int[] order;
    /** The number of scores of the contest that are among the k largest without noise; these scores come first. */
    final int places;
    /** The expected number of scores above x, minus the number of places. */
    double excess;
    /** P(r_i + Z is at most x) for each score in the contest; x is set by {@link #moveTo}. */
    final double[] below;
    /** The density of r_i + Z at x for each score in the contest. */
    final double[] density;

    Contest(Law law, int k, double[] u) {
        this.law = law;
        order = Vectors.descending(u);
        double span = law.highest() - law.lowest();
        // If all scores are among the k largest, no score can leave, and the contest is empty.
        int from = k < u.length ? 0 : k;
        while (from < k && law.inUnits(u[order[from]] - u[order[k]]) > span) {
            from++;
        }
        int to = k;
        while (from < k && to < u.length && law.inUnits(u[order[k - 1]] - u[order[to]]) <= span) {
            to++;
        }
        first = from;
        places = k - from;
        r = IntStream.range(from, to)
                .mapToDouble(i -> law.inUnits(u[order[i]] - u[order[k - 1]]))
                .toArray();
        below = new double[r.length];
        density = new double[r.length];
    }

    /** Returns a counter of the scores that exceed x. It counts up to places - 1, and leaves out each score in turn. */
    LeaveOneOut counter() {
        // an empty contest has no places, but a counter needs room for the count 0
        return new LeaveOneOut(r.length, Math.max(1, places), 1);
    }

    /** Returns the index that a score of the contest has in the vector of all scores. */
    int index(int member) {
        return order[first + member];
    }

    /**
     * Integrates over x, from the smallest value that one of the k largest scores can take to the largest value that
     * any other score can take. Outside of this range noise does not change the set of the k largest.
     */
    void integrate(Quadrature.Integrand integrand) {
        if (r.length > 0) {
            new Quadrature(law, r, this::maxWidth, integrand)
                    .integrate(r[places - 1] + law.lowest(), r[places] + law.highest());
        }
    }

    /** Computes the expected excess, its variance and rate, and the arrays of the contest at x. */
    void moveTo(double x) {
        excess = -places;
        variance = 0;
        rate = 0;
        for (int i = 0; i < r.length; i++) {
            density[i] = law.noise().density(x - r[i]);
            below[i] = law.noise().cdf(x - r[i], density[i]);
            excess += 1 - below[i];
            variance += below[i] * (1 - below[i]);
            rate += density[i];
        }
    }

    /**
     * Returns whether it is practically certain on which side of x the k-th largest score with noise lies: the
     * probability of the other side is below 1e-16 by Bernstein's inequality, because exp(-t^2 / (2 v + 2 t / 3)) is
     * below 1e-16 if t^2 exceeds 74 v + 25 t; the code is a little stricter. Here t is the distance of the expected
     * number of scores above x from the number of places, and v is the variance of the number of scores above x.
     */
    boolean isSettled() {
        double distance = Math.abs(excess);
        return distance * distance > 80 * variance + 27 * distance;
    }

    /**
     * Returns the width of a range of x in which the expected number of scores above x changes by two standard
     * deviations of this number; 1 is added to the variance, so that the width is not near 0 if few scores are
     * uncertain.
     */
    private double scale() {
        return 2 * Math.sqrt(variance + 1) / rate;
    }

    /**
     * Returns the largest width of a panel: the smaller {@link #scale} of its ends, which is small if there are many
     * scores. A panel whose ends are both settled on the same side needs no limit.
     */
    private double maxWidth(double from, double to) {
        End start = lastEnd.x == from ? lastEnd : end(from);
        lastEnd = end(to);
        return start.isSettled && lastEnd.isSettled && start.excess * lastEnd.excess > 0
                ? to - from
                : Math.min(start.scale, lastEnd.scale);
    }

    private End end(double x) {
        moveTo(x);
        return new End(x, isSettled(), excess, scale());
    }

    /** The values at the end of a panel of the quadrature, where the next panel often starts. */
    private record End(double x, boolean isSettled, double excess, double scale) {}
}
