package io.dither.learn.internal.search;

import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Minimises a convex loss that is expensive to evaluate, by minimising a cheap lower bound that each evaluation makes tighter: an n-slack
 * cutting-plane method (Joachims, Finley and Yu 2009).
 *
 * <p>The loss of an example contains the optimal score at theta, the scores with noise of a sample. The score &lt;theta, y&gt; of a known
 * solution y is at most the optimal score, so the loss is at least the bound, which has the best score of a known solution in place of the
 * optimal score. The solves that compute the loss at a point add their solutions to the known solutions, so that the bound equals the loss
 * there. So the search ends when the minimum of the bound is hardly lower than the lowest loss so far.
 *
 * @param loss evaluates the expensive loss, with bounds and penalties
 * @param gap estimates the gap between loss and bound at a point with a few solves, whose solutions become known
 * @param bound minimises the lower bound
 * @param stoppingRules makes the test that ends a descent on the bound
 */
record CuttingPlanes(
        Descent loss, ToDoubleFunction<double[]> gap, Descent bound, Supplier<Predicate<Descent.Point>> stoppingRules) {
    /** The largest number of steps of a descent on the bound. */
    private static final int MAX_STEPS = 200;

    /** The largest number of estimates of the gap. */
    private static final int MAX_GAPS = 20;
    /** The search estimates no further gaps when a gap is at most this share of the first gap. */
    private static final double SMALL_GAP = 0.02;

    /**
     * Returns the best point: a point that {@code enough} accepts, or a point whose loss is at most {@code tolerance} above the minimum of the bound,
     * or the best after {@code evaluations} evaluations of the loss.
     */
    Descent.Point minimise(double[] start, int evaluations, double tolerance, Predicate<Descent.Point> enough) {
        Descent.Point best = loss.at(startWithSmallGap(start));
        boolean isEnough = enough.test(best);
        for (int i = 1; i < evaluations && !isEnough; i++) {
            Descent.Point lower = minimumOfBound(best.x());
            // negated, so that NaN ends the search too
            if (!(loss.value(best) - bound.value(lower) > tolerance)) {
                return best;
            }
            Descent.Point next = loss.at(lower.x());
            boolean isBetter = loss.value(next) < loss.value(best);
            isEnough = enough.test(next) && isBetter; // the test also reports the step, so it is never skipped
            best = isBetter ? next : best;
        }
        return best;
    }

    /**
     * Estimates the gap and moves to the minimum of the bound, in turn, until an estimate is small. Needs no full evaluations of the loss. Returns
     * the last point.
     */
    private double[] startWithSmallGap(double[] start) {
        double[] x = start;
        double firstGap = 0;
        for (int i = 0; i < MAX_GAPS; i++) {
            double currentGap = gap.applyAsDouble(x);
            firstGap = i == 0 ? currentGap : firstGap;
            if (!(currentGap > 0)) { // also if it is NaN, because the start is outside the domain
                return x;
            }
            x = minimumOfBound(x).x();
            if (currentGap <= SMALL_GAP * firstGap) {
                return x;
            }
        }
        return x;
    }

    private Descent.Point minimumOfBound(double[] start) {
        return bound.minimise(start, MAX_STEPS, stoppingRules.get());
    }
}
