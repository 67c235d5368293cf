package io.dither.learn.internal.search;

import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Minimises a convex loss that is expensive to evaluate, by descending on a cheap lower bound that each evaluation makes tighter: an n-slack
 * cutting-plane method (Joachims, Finley and Yu 2009).
 *
 * <p>Known solutions y bound the loss of an example from below, because F(t) &gt;= &lt;t, y&gt;. The bound equals the loss at each point
 * where the loss was computed. So the search ends when the minimum of the bound is not below the lowest loss so far.
 *
 * @param loss the expensive loss
 * @param sounding estimates the gap between loss and bound at a point with a few solves, whose solutions become known
 * @param bound the lower bound
 * @param deepEnough makes a test that ends a descent on the bound
 */
record CuttingPlanes(
        Descent loss,
        ToDoubleFunction<double[]> sounding,
        Descent bound,
        Supplier<Predicate<Descent.Point>> deepEnough) {
    /** The largest number of steps of a descent on the bound. */
    private static final int STEPS = 200;

    private static final int SOUNDINGS = 20;
    /** Soundings end when the gap is below this share of the first gap. */
    private static final double COARSE = 0.02;

    /** Returns the best point: one that {@code enough} accepts, or one whose loss is at most {@code least} above the minimum of the bound. */
    Descent.Point minimise(double[] start, int most, double least, Predicate<Descent.Point> enough) {
        Descent.Point best = loss.at(sounded(start));
        boolean ends = enough.test(best);
        for (int i = 1; i < most && !ends; i++) {
            Descent.Point lower = lowest(best.x());
            if (!(loss.value(best) - bound.value(lower) > least)) {
                return best;
            }
            Descent.Point next = loss.at(lower.x());
            boolean better = !(loss.value(next) >= loss.value(best));
            ends = enough.test(next) && better;
            best = better ? next : best;
        }
        return best;
    }

    /** Follows the minimum of the bound while the gap is large, without full evaluations of the loss. */
    private double[] sounded(double[] start) {
        double[] x = start;
        double first = 0;
        for (int i = 0; i < SOUNDINGS; i++) {
            double missed = sounding.applyAsDouble(x);
            first = i == 0 ? missed : first;
            if (!(missed > 0)) { // also if it is NaN, because the start is outside the domain
                return x;
            }
            x = lowest(x).x();
            if (missed <= COARSE * first) {
                return x;
            }
        }
        return x;
    }

    private Descent.Point lowest(double[] from) {
        return bound.minimise(from, STEPS, deepEnough.get());
    }
}
