package io.dither.methods;

import io.dither.internal.algebra.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Searches for the point y of a convex hull that is nearest to u, and so maximises &lt;u, y&gt; - |y|^2 / 2, by the method of
 * Wolfe (1976). The corners of the hull are solutions, which the caller finds and adds. The best point so far is stored as a weighted mean of
 * corners.
 */
final class ActiveFace {
    /** Corners whose weight is at most this are dropped. */
    private static final double LEAST_WEIGHT = 1e-15;
    /** Slopes and moves that are smaller than this, relative to the data, count as rounding errors. */
    private static final double ROUNDING = 1e-14;

    /** Smaller relative gains count as rounding errors. */
    private static final double LEAST_GAIN = 1e-12;

    /** The largest number of steps after a corner is added: a guard against steps that only move rounding errors. */
    private static final int MAX_STEPS = 200;

    private final double[] u;
    private final List<double[]> corners = new ArrayList<>();
    /** The weight of each corner in the best point; the weights add up to 1. */
    private double[] weights = {1};
    /** The best point so far. */
    private double[] point;

    /** See {@link #gap()}. */
    private double gap;

    ActiveFace(double[] u, double[] corner) {
        this.u = u;
        point = corner;
        corners.add(corner);
    }

    /** Returns the best point so far, in a new array. */
    double[] point() {
        return point.clone();
    }

    /** Sets the bound that {@link #gap} returns, which is the gap of the last solve, and returns this object. */
    ActiveFace withGap(double bound) {
        gap = bound;
        return this;
    }

    /**
     * Returns an upper bound on lambda times the difference between the maximum and the objective at the best point,
     * for the lambda of {@link SparseMap}. The bound is above 0 if the last solve ended before a proof of optimality.
     */
    double gap() {
        return gap;
    }

    /** Returns whether the objective rises from the point towards a corner by more than rounding errors. */
    boolean gainsBy(double[] corner) {
        double[] direction = Vectors.minus(corner, point);
        return Vectors.dot(Vectors.minus(u, point), direction) > LEAST_GAIN * scale() * Vectors.norm(direction);
    }

    /** Returns the size of the data, which rounding errors are relative to. */
    private double scale() {
        return 1 + Vectors.norm(u) + Vectors.norm(point);
    }

    /**
     * Adds a corner and moves to the best point of the new hull; returns false if the corner does not improve the
     * point.
     */
    boolean add(double[] corner) {
        if (corners.stream().anyMatch(c -> Arrays.equals(c, corner))) {
            return false;
        }
        int before = corners.size();
        corners.add(corner);
        weights = Arrays.copyOf(weights, before + 1);
        climb();
        // the point changed if other corners were dropped, or if the new corner has a weight
        return corners.size() != before || corners.contains(corner);
    }

    /** Moves to the best point of the hull of the corners, and drops the corners that the point does not need. */
    private void climb() {
        for (int step = 0; step < MAX_STEPS; step++) {
            putHeaviestFirst();
            Directions directions = new Directions(corners);
            double[] slopes = directions.along(Vectors.minus(u, point));
            if (Vectors.norm(slopes) <= ROUNDING * scale() * directions.norm()) {
                return;
            }
            double[] move = directions.solve(slopes);
            // without a dropped corner, a move this small means that the point is the best of the hull
            if (!advance(move) && Vectors.norm(move) <= ROUNDING) {
                return;
            }
        }
    }

    /**
     * Puts the corner of the largest weight first. All directions start at the first corner, and its weight is 1 minus the other weights: the
     * larger it is, the fewer digits this difference loses.
     */
    private void putHeaviestFirst() {
        int heaviest = 0;
        for (int k = 1; k < weights.length; k++) {
            heaviest = weights[k] > weights[heaviest] ? k : heaviest;
        }
        Collections.swap(corners, 0, heaviest);
        double weight = weights[heaviest];
        weights[heaviest] = weights[0];
        weights[0] = weight;
    }

    /**
     * Changes the weights by the move, or by the largest part of it that leaves no weight below 0; returns whether
     * corners were dropped.
     *
     * @param move the changes of all weights but the first, whose change keeps the sum of the weights at 1
     */
    private boolean advance(double[] move) {
        double[] changes = new double[weights.length];
        for (int k = 1; k < changes.length; k++) {
            changes[k] = move[k - 1];
            changes[0] -= move[k - 1];
        }
        double step = 1;
        for (int k = 0; k < changes.length; k++) {
            if (changes[k] < 0 && weights[k] + changes[k] < LEAST_WEIGHT) {
                step = Math.min(step, weights[k] / -changes[k]); // until this weight is 0
            }
        }
        double[] moved = Vectors.combined(1, weights, step, changes);
        Arrays.setAll(moved, k -> Math.max(0, moved[k])); // rounding may leave a weight just below 0
        weights = moved;
        boolean dropped = drop();
        point = weightedMean();
        return dropped;
    }

    private double[] weightedMean() {
        double[] mean = new double[u.length];
        for (int k = 0; k < weights.length; k++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights[k] * corners.get(k)[i];
            }
        }
        return mean;
    }

    /** Drops the corners without weight; returns whether it dropped any. */
    private boolean drop() {
        int before = corners.size();
        int remaining = 0;
        double sum = 0;
        for (int k = 0; k < before; k++) {
            if (weights[k] > LEAST_WEIGHT) {
                sum += weights[k];
                corners.set(remaining, corners.get(k));
                weights[remaining++] = weights[k];
            }
        }
        corners.subList(remaining, before).clear();
        weights = Vectors.scaled(1 / sum, Arrays.copyOf(weights, remaining));
        return remaining < before;
    }

    /**
     * Returns the Jacobian of y in u, a symmetric matrix, times a vector. On the face, D^T (u - y) = 0 for the matrix D of
     * the directions, so the Jacobian is D (D^T D)^-1 D^T.
     */
    double[] product(double[] v) {
        Directions directions = new Directions(corners);
        return directions.combined(directions.solve(directions.along(v)));
    }
}
