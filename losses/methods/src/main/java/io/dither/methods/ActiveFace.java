package io.dither.methods;

import io.dither.internal.algebra.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The point of a hull nearest to u so far, as a weighted mean of corners: the method of Wolfe (1976). */
final class ActiveFace {
    /** Corners of a smaller weight are dropped. */
    private static final double LEAST_WEIGHT = 1e-15;
    /** The rounding error of slopes and gains, relative to the gradients whose difference they are. */
    private static final double ROUNDING = 1e-14;

    /** Smaller relative gains count as rounding errors. */
    private static final double LEAST_GAIN = 1e-12;

    /** The largest number of steps for one set of corners: a guard against steps that only move rounding errors. */
    private static final int MAX_STEPS = 200;

    private final double[] u;
    private final List<double[]> corners = new ArrayList<>();
    private double[] weights = {1};
    private double[] point;
    private double gap;

    ActiveFace(double[] u, double[] corner) {
        this.u = u;
        point = corner;
        corners.add(corner);
    }

    /** Returns y, in a new array. */
    double[] point() {
        return point.clone();
    }

    /** Sets the gap of the point, as the last solve bounds it. */
    ActiveFace withGap(double bound) {
        gap = bound;
        return this;
    }

    /** Returns a bound on how much better the objective times lambda may be, because solves ended before a proof. */
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
        return corners.size() != before || corners.contains(corner);
    }

    /** Moves to the best point of the hull of the corners, and drops those that it does not need. */
    private void climb() {
        for (int step = 0; step < MAX_STEPS; step++) {
            heaviestFirst();
            Directions directions = new Directions(corners);
            double[] slopes = directions.along(Vectors.minus(u, point));
            if (Vectors.norm(slopes) <= ROUNDING * scale() * directions.norm()) {
                return;
            }
            double[] move = directions.solve(slopes);
            if (!advance(move) && Vectors.norm(move) <= ROUNDING) {
                return;
            }
        }
    }

    /**
     * Puts the corner of the largest weight first: all directions start there, so that weights lose the fewest digits.
     */
    private void heaviestFirst() {
        int heaviest = 0;
        for (int k = 1; k < weights.length; k++) {
            heaviest = weights[k] > weights[heaviest] ? k : heaviest;
        }
        Collections.swap(corners, 0, heaviest);
        double weight = weights[heaviest];
        weights[heaviest] = weights[0];
        weights[0] = weight;
    }

    /** Moves the weights as far as the hull allows; returns whether corners were dropped. */
    private boolean advance(double[] move) {
        double[] full = new double[weights.length];
        for (int k = 1; k < full.length; k++) {
            full[k] = move[k - 1];
            full[0] -= move[k - 1];
        }
        double step = 1;
        for (int k = 0; k < full.length; k++) {
            if (full[k] < 0 && weights[k] + full[k] < LEAST_WEIGHT) {
                step = Math.min(step, weights[k] / -full[k]);
            }
        }
        double[] moved = Vectors.combined(1, weights, step, full);
        Arrays.setAll(moved, k -> Math.max(0, moved[k]));
        weights = moved;
        boolean dropped = drop();
        point = mean(weights);
        return dropped;
    }

    private double[] mean(double[] shares) {
        double[] mean = new double[u.length];
        for (int k = 0; k < shares.length; k++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += shares[k] * corners.get(k)[i];
            }
        }
        return mean;
    }

    /** Drops the corners without weight; returns whether it dropped any. */
    private boolean drop() {
        int before = corners.size();
        int size = 0;
        double sum = 0;
        for (int k = 0; k < before; k++) {
            if (weights[k] > LEAST_WEIGHT) {
                sum += weights[k];
                corners.set(size, corners.get(k));
                weights[size++] = weights[k];
            }
        }
        corners.subList(size, before).clear();
        weights = Vectors.scaled(1 / sum, Arrays.copyOf(weights, size));
        return size < before;
    }

    /** Returns the Jacobian of y in u, a symmetric matrix, times a vector: on the face, D^T (u - y) = 0 with the directions D. */
    double[] product(double[] v) {
        Directions directions = new Directions(corners);
        return directions.combined(directions.solve(directions.along(v)));
    }
}
