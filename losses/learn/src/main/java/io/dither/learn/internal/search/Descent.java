package io.dither.learn.internal.search;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.evaluate.Sums;
import io.dither.optim.LimitedMemory;
import io.dither.optim.Objective;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Limited-memory BFGS in a box, optionally with a penalty on absolute values (by the orthants of Andrew and Gao 2007). A coordinate at a bound
 * rests if its slope points outwards; the others move along the quasi-Newton direction, and back into the box.
 */
public final class Descent {
    /** The objective at a point: its value (NaN if it has none), the gradient of its smooth part, and the sums behind both. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Point(double[] x, double value, double[] gradient, Sums sums) implements Objective.Point {}

    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;

    private final Objective<Point> smooth;
    private final Bounds bounds;
    private final double[] absolute;
    private final int trials;
    private final LimitedMemory memory;

    /**
     * {@code absolute} has the weight of each |x_k|, 0 for none; {@code trials} is the largest number of trials of a line search; {@code scales}
     * are those of {@link LimitedMemory}.
     */
    Descent(Objective<Point> smooth, Bounds bounds, double[] absolute, int trials, double[] scales) {
        this.smooth = smooth;
        this.bounds = bounds;
        this.absolute = absolute;
        this.trials = trials;
        memory = new LimitedMemory(1e-12, scales);
    }

    /** Descends until {@code enough} accepts a point or a line search fails; returns the last point. */
    Point minimise(double[] start, int most, Predicate<Point> enough) {
        return memory.minimise(at(start), most, enough, this::search);
    }

    /** Evaluates at a point inside the box. */
    Point at(double[] x) {
        return smooth.at(bounds.inside(x));
    }

    /** Returns the value with the penalty. */
    double value(Point point) {
        double value = point.value();
        for (int k = 0; k < absolute.length; k++) {
            value += absolute[k] * Math.abs(point.x()[k]);
        }
        return value;
    }

    /** Returns the slope within the box and on both sides of the corner of |x| at 0; 0 for a coordinate that rests. */
    double[] slope(Point point) {
        double[] slope = point.gradient().clone();
        for (int k = 0; k < slope.length; k++) {
            double x = point.x()[k];
            if (x != 0) {
                slope[k] += Math.signum(x) * absolute[k];
            } else {
                slope[k] = Math.signum(slope[k]) * Math.max(0, Math.abs(slope[k]) - absolute[k]);
            }
            boolean rests = bounds.isFixed(k)
                    || (x <= bounds.low()[k] && slope[k] > 0)
                    || (x >= bounds.high()[k] && slope[k] < 0);
            slope[k] = rests ? 0 : slope[k];
        }
        return slope;
    }

    private double[] direction(double[] slope) {
        double[] q = memory.direction(slope);
        for (int k = 0; k < q.length; k++) {
            boolean turned = absolute[k] > 0 && q[k] * slope[k] < 0;
            q[k] = slope[k] == 0 || turned ? 0 : -q[k];
        }
        return Vectors.dot(q, slope) < 0 ? q : Vectors.scaled(-1, slope);
    }

    private @Nullable Point search(Point from) {
        double[] slope = slope(from);
        double[] direction = direction(slope);
        double slant = Vectors.dot(slope, direction);
        if (!(slant < 0)) {
            return null;
        }
        double length = memory.isEmpty() ? Math.min(1, 0.5 / Vectors.norm(direction)) : 1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        Point best = null;
        for (int trial = 0; trial < trials; trial++) {
            Point point = smooth.at(moved(from, slope, direction, length));
            double gain = Vectors.dot(slope, Vectors.minus(point.x(), from.x()));
            if (!(value(point) <= value(from) + DECREASE * gain) || Arrays.equals(point.x(), from.x())) {
                high = length;
                if (best != null) {
                    return best;
                }
            } else {
                boolean better = best == null || value(point) <= value(best);
                best = better ? point : best;
                if (!better
                        || Vectors.dot(slope(point), direction) >= CURVATURE * slant
                        || high < Double.POSITIVE_INFINITY) {
                    return best;
                }
                low = length;
            }
            length = high == Double.POSITIVE_INFINITY ? (memory.isEmpty() ? 4 : 2) * low : (low + high) / 2;
        }
        return best;
    }

    private double[] moved(Point from, double[] slope, double[] direction, double length) {
        double[] x = from.x().clone();
        for (int k = 0; k < x.length; k++) {
            double next = bounds.inside(k, x[k] + length * direction[k]);
            double side = x[k] != 0 ? Math.signum(x[k]) : -Math.signum(slope[k]);
            x[k] = absolute[k] > 0 && next * side < 0 ? 0 : next;
        }
        return x;
    }
}
