package io.dither.learn.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Limited-memory BFGS in a box, with an absolute penalty where wanted (the orthants of Andrew and Gao 2007): coordinates at an end
 * that push outwards rest, the others move along the quasi-Newton direction and back into the box.
 */
public final class Descent {
    /** The objective at one point: its value (NaN where it has none) and the gradient of its smooth part. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Point(double[] x, double value, double[] gradient, double[] sums) {}

    /** Evaluates the smooth part. */
    interface Function {
        Point at(double[] x);
    }

    private static final int MEMORY = 20;
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;

    private final Function function;
    private final Bounds bounds;
    private final double[] absolute;
    private final int trials;
    private final List<double[]> steps = new ArrayList<>();
    private final List<double[]> changes = new ArrayList<>();

    /** {@code absolute} holds the weight of |x_k|, 0 for none; a line is searched by so many trials at most. */
    Descent(Function function, Bounds bounds, double[] absolute, int trials) {
        this.function = function;
        this.bounds = bounds;
        this.absolute = absolute;
        this.trials = trials;
    }

    /** Descends until enough or until no descent is found; the last point. */
    Point minimise(double[] start, int most, Predicate<Point> enough) {
        Point point = at(start);
        for (int i = 0; i < most && !enough.test(point); i++) {
            double[] slope = slope(point);
            Point next = search(point, slope, direction(slope));
            if (next == null && !steps.isEmpty()) {
                steps.clear();
                changes.clear();
                next = search(point, slope, direction(slope));
            }
            if (next == null) {
                return point;
            }
            remember(point, next);
            point = next;
        }
        return point;
    }

    /** Evaluates at a point inside the box. */
    Point at(double[] x) {
        return function.at(bounds.inside(x));
    }

    /** Returns the value with the penalty. */
    double value(Point point) {
        double value = point.value();
        for (int k = 0; k < absolute.length; k++) {
            value += absolute[k] * Math.abs(point.x()[k]);
        }
        return value;
    }

    /** Returns the steepest ascent that the box and the corner of |x| at 0 allow, 0 where a coordinate rests. */
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
        double[] q = slope.clone();
        double[] weights = new double[steps.size()];
        for (int i = steps.size() - 1; i >= 0; i--) {
            weights[i] = dot(steps.get(i), q) / dot(steps.get(i), changes.get(i));
            add(q, -weights[i], changes.get(i));
        }
        if (!steps.isEmpty()) {
            double[] step = steps.get(steps.size() - 1);
            double[] change = changes.get(steps.size() - 1);
            scale(q, dot(step, change) / dot(change, change));
        }
        for (int i = 0; i < steps.size(); i++) {
            double weight = dot(changes.get(i), q) / dot(steps.get(i), changes.get(i));
            add(q, weights[i] - weight, steps.get(i));
        }
        for (int k = 0; k < q.length; k++) {
            boolean turned = absolute[k] > 0 && q[k] * slope[k] < 0;
            q[k] = slope[k] == 0 || turned ? 0 : -q[k];
        }
        if (dot(q, slope) < 0) {
            return q;
        }
        double[] steepest = slope.clone();
        scale(steepest, -1);
        return steepest;
    }

    private @Nullable Point search(Point from, double[] slope, double[] direction) {
        double slant = dot(slope, direction);
        if (!(slant < 0)) {
            return null;
        }
        double length = steps.isEmpty() ? Math.min(1, 0.5 / Math.sqrt(dot(direction, direction))) : 1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        Point best = null;
        for (int trial = 0; trial < trials; trial++) {
            Point point = function.at(moved(from, slope, direction, length));
            double gain = dot(slope, difference(point.x(), from.x()));
            if (!(value(point) <= value(from) + DECREASE * gain) || Arrays.equals(point.x(), from.x())) {
                high = length;
                if (best != null) {
                    return best;
                }
            } else {
                boolean better = best == null || value(point) <= value(best);
                best = better ? point : best;
                if (!better || dot(slope(point), direction) >= CURVATURE * slant || high < Double.POSITIVE_INFINITY) {
                    return best;
                }
                low = length;
            }
            length = high == Double.POSITIVE_INFINITY ? (steps.isEmpty() ? 4 : 2) * low : (low + high) / 2;
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

    private void remember(Point before, Point after) {
        double[] step = difference(after.x(), before.x());
        double[] change = difference(after.gradient(), before.gradient());
        if (dot(step, change) > 1e-12 * Math.sqrt(dot(step, step) * dot(change, change))) {
            if (steps.size() == MEMORY) {
                steps.remove(0);
                changes.remove(0);
            }
            steps.add(step);
            changes.add(change);
        }
    }

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    private static void add(double[] sum, double factor, double[] b) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += factor * b[k];
        }
    }

    private static void scale(double[] x, double factor) {
        for (int k = 0; k < x.length; k++) {
            x[k] *= factor;
        }
    }
}
