package io.dither.learn.internal.search;

import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Minimises a convex loss whose values are dear by descending on a cheap bound from below, which each dear value makes tighter: an
 * n-slack cutting-plane method (Joachims, Finley and Yu 2009).
 *
 * <p>Solutions that are known bound the loss of an example, for F(t) &gt;= &lt;t, y&gt; for each of them. The bound touches the loss
 * wherever that was computed, so a least bound that is no less than the least loss so far ends the search: nothing is better.
 *
 * @param loss the loss, at full price
 * @param sounding how far the bound misses the loss at a point, by a few solves, which add to what is known
 * @param bound the bound
 * @param deepEnough says of one descent on the bound where it may end
 */
record CuttingPlanes(
        Descent loss,
        ToDoubleFunction<double[]> sounding,
        Descent bound,
        Supplier<Predicate<Descent.Point>> deepEnough) {
    /** How far the bound is descended at most. */
    private static final int STEPS = 200;

    private static final int SOUNDINGS = 20;
    /** A bound that misses less than this share of what it missed at the start is no longer far off. */
    private static final double COARSE = 0.02;

    /** Returns the point of the least loss: one that is enough, or one that the bound betters by {@code least} at most. */
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

    /** Goes where the bound leads while it misses much, for the first steps lead far off. */
    private double[] sounded(double[] start) {
        double[] x = start;
        double first = 0;
        for (int i = 0; i < SOUNDINGS; i++) {
            double missed = sounding.applyAsDouble(x);
            first = i == 0 ? missed : first;
            if (!(missed > 0)) { // or no number: the start is outside the domain
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
