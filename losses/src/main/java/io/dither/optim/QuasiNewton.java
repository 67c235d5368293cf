package io.dither.optim;

import io.dither.internal.algebra.Vectors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Limited-memory BFGS with a bisecting weak Wolfe line search, which copes with convex functions that are piecewise
 * linear at a fine scale (Nocedal and Wright 2006, section 7.2; Lewis and Overton 2013). For one search on one thread;
 * a later call of {@link #minimise} begins with the memory of the earlier steps.
 *
 * @param <P> the type of the objective's points
 */
public final class QuasiNewton<P extends Objective.Point> {
    /** The largest number of points that a line search evaluates. */
    private static final int MAX_TRIALS = 16;

    /** A step is short enough if the value falls by this share of the fall that the first slope promises (Wolfe). */
    private static final double DECREASE = 1e-4;
    /** A step is long enough if the slope, which is negative, has risen to this share of the first slope (Wolfe). */
    private static final double CURVATURE = 0.9;

    /**
     * The longest first step of a line search, in units of the scale. A longer step might jump into a region without
     * curvature, where the search would end.
     */
    private static final double MAX_FIRST_STEP = 2;

    private final Objective<P> objective;
    private final double scale;
    // the memory skips a step only if rounding errors hide the curvature along it
    private final LimitedMemory memory = new LimitedMemory(1e-14);
    private int iterations;

    /**
     * Makes a search.
     *
     * @param objective the function
     * @param scale the distance over which the gradient changes, such as epsilon; the first step of a line search is at
     *     most twice this distance
     */
    public QuasiNewton(Objective<P> objective, double scale) {
        this.objective = objective;
        this.scale = scale;
    }

    /**
     * Descends until the search may stop at a point, no lower point is found, or the number of iterations is reached.
     *
     * @param start the first point
     * @param maxIterations the largest number of iterations
     * @param stops whether the search may stop at a point
     * @return the point where the last iteration ended, or the start if there was none. Each iteration lowers the
     *     value, but its line search may have evaluated a still lower point
     */
    public P minimise(P start, int maxIterations, Predicate<P> stops) {
        return memory.minimise(start, maxIterations, stops, point -> {
            P next = search(point, Vectors.scaled(-1, memory.inverseHessianTimes(point.gradient())));
            iterations += next == null ? 0 : 1;
            return next;
        });
    }

    /** {@return the number of iterations so far, over all calls of minimise} */
    public int iterations() {
        return iterations;
    }

    /**
     * Returns half the squared Newton decrement, g^T H^-1 g / 2 with the gradient g and the approximate Hessian H (the
     * identity while no step is remembered): an estimate of how far the value lies above the minimum, not a bound.
     */
    public double gapEstimate(P point) {
        return Math.max(0, Vectors.dot(point.gradient(), memory.inverseHessianTimes(point.gradient())) / 2);
    }

    private @Nullable P search(P start, double[] direction) {
        double slope = Vectors.dot(start.gradient(), direction);
        if (!(slope < 0)) {
            return null;
        }
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double length = Math.min(1, MAX_FIRST_STEP * scale / Vectors.norm(direction));
        P best = null;
        for (int trial = 0; trial < MAX_TRIALS; trial++) {
            P point = objective.at(Vectors.combined(1, start.x(), length, direction));
            if (!(point.value() <= start.value() + DECREASE * length * slope)) {
                high = length;
            } else {
                low = length;
                best = point;
                if (Vectors.dot(point.gradient(), direction) >= CURVATURE * slope) {
                    return best;
                }
            }
            length = high == Double.POSITIVE_INFINITY ? 2 * low : (low + high) / 2;
        }
        return best;
    }
}
