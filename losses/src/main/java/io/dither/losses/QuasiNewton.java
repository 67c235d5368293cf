package io.dither.losses;

import io.dither.losses.ScoreObjective.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Limited-memory BFGS with a bisecting weak Wolfe line search, which copes with convex functions that are piecewise linear
 * at a fine scale (Nocedal and Wright 2006, section 7.2; Lewis and Overton 2013).
 */
final class QuasiNewton {
    private static final int MEMORY = 20;
    private static final int TRIALS = 16;
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;

    /** The longest first trial of a search, in units of the scale: a jump into a region without curvature ends a search. */
    private static final double LONGEST = 2;

    private final ScoreObjective objective;
    private final double scale;
    private final List<double[]> steps = new ArrayList<>();
    private final List<double[]> changes = new ArrayList<>();
    private int iterations;

    /** Makes a search on an objective that bends over distances of the scale, epsilon. */
    QuasiNewton(ScoreObjective objective, double scale) {
        this.objective = objective;
        this.scale = scale;
    }

    /** Descends until enough, until no descent is found, or for a number of iterations. */
    Point minimise(Point start, int most, Predicate<Point> enough) {
        Point point = start;
        while (iterations < most && !enough.test(point)) {
            Point next = search(point, Vectors.scaled(-1, inverseHessianTimes(point.gradient())));
            if (next == null && !steps.isEmpty()) {
                forget();
                next = search(point, Vectors.scaled(-1, point.gradient()));
            }
            if (next == null) {
                return point;
            }
            iterations++;
            remember(point, next);
            point = next;
        }
        return point;
    }

    int iterations() {
        return iterations;
    }

    /** Returns half the Newton decrement, r^T H^-1 r / 2 in the metric learnt: an estimate of the gap, not a bound. */
    double gapEstimate(Point point) {
        return Math.max(0, Vectors.dot(point.gradient(), inverseHessianTimes(point.gradient())) / 2);
    }

    private @Nullable Point search(Point from, double[] direction) {
        double slope = Vectors.dot(from.gradient(), direction);
        if (!(slope < 0)) {
            return null;
        }
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double length = Math.min(1, LONGEST * scale / Vectors.norm(direction));
        Point best = null;
        for (int trial = 0; trial < TRIALS; trial++) {
            Point point = objective.at(Vectors.combined(1, from.scores(), length, direction));
            if (!(point.value() <= from.value() + DECREASE * length * slope)) {
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

    private void remember(Point before, Point after) {
        double[] step = Vectors.minus(after.scores(), before.scores());
        double[] change = Vectors.minus(after.gradient(), before.gradient());
        if (Vectors.dot(step, change) > 1e-14 * Vectors.norm(step) * Vectors.norm(change)) {
            if (steps.size() == MEMORY) {
                steps.remove(0);
                changes.remove(0);
            }
            steps.add(step);
            changes.add(change);
        }
    }

    private void forget() {
        steps.clear();
        changes.clear();
    }

    /** The two-loop recursion. */
    private double[] inverseHessianTimes(double[] gradient) {
        double[] q = gradient.clone();
        double[] weights = new double[steps.size()];
        for (int k = steps.size() - 1; k >= 0; k--) {
            weights[k] = Vectors.dot(steps.get(k), q) / Vectors.dot(steps.get(k), changes.get(k));
            q = Vectors.combined(1, q, -weights[k], changes.get(k));
        }
        if (!steps.isEmpty()) {
            double[] step = steps.get(steps.size() - 1);
            double[] change = changes.get(steps.size() - 1);
            q = Vectors.scaled(Vectors.dot(step, change) / Vectors.dot(change, change), q);
        }
        for (int k = 0; k < steps.size(); k++) {
            double weight = Vectors.dot(changes.get(k), q) / Vectors.dot(steps.get(k), changes.get(k));
            q = Vectors.combined(1, q, weights[k] - weight, steps.get(k));
        }
        return q;
    }
}
