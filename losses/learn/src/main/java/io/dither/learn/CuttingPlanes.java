package io.dither.learn;

import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Minimises a convex loss whose values are dear by descending on a cheap bound from below, which each dear value makes tighter: an
 * n-slack cutting-plane method (Joachims, Finley and Yu 2009).
 *
 * <p>Solutions that are known bound the loss of an example, for F(t) &gt;= &lt;t, y&gt; for each of them. The bound touches the loss
 * wherever that was computed, so a least bound that is no less than the least loss so far ends the search: nothing is better.
 */
final class CuttingPlanes {
    /** How far the bound is descended at most. */
    private static final int STEPS = 200;

    private final Descent loss;
    private final Descent bound;
    private final Supplier<Predicate<Descent.Point>> deepEnough;

    /** {@code deepEnough} says of one descent on the bound where it may end. */
    CuttingPlanes(Descent loss, Descent bound, Supplier<Predicate<Descent.Point>> deepEnough) {
        this.loss = loss;
        this.bound = bound;
        this.deepEnough = deepEnough;
    }

    /** Returns the point of the least loss: one that is enough, or one that the bound betters by {@code least} at most. */
    Descent.Point minimise(double[] start, int most, double least, Predicate<Descent.Point> enough) {
        Descent.Point best = loss.at(start);
        boolean ends = enough.test(best);
        for (int i = 1; i < most && !ends; i++) {
            Descent.Point lower = bound.minimise(best.x(), STEPS, deepEnough.get());
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
}
