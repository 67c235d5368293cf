package io.dither.oracles.internal.simple;

import io.dither.error.Arguments;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * A walk on subsets of the coordinates. A step flips one coordinate or swaps two. The coordinates in the subset have
 * the value {@code high}, all other coordinates the value {@code low}. A step and its reverse have equal
 * probabilities, because a swap keeps the size of the subset; so {@link #propose} returns the log of their ratio, which
 * is 0, or minus infinity if the step is infeasible.
 */
public final class SubsetWalk implements Walk {
    private final double low;
    private final double high;
    /** The size of all subsets; -1 if it may vary. */
    private final int fixedSize;
    /** The weight of item j in row r is at j * rows + r; there are no rows if all subsets are feasible. */
    private final double[] weights;

    /** The largest load of each row. */
    private final double[] limits;
    /** The sum of the weights of the subset in each row. */
    private final double[] loads;
    /** All coordinates; the coordinates in the subset come first. */
    private final int[] order;

    /** The index of each coordinate in {@code order}. */
    private final int[] position;

    /** The number of coordinates in the subset. */
    private int size;
    /** The coordinate that the last proposal flips or, in a swap, the coordinate that leaves the subset. */
    private int flippedOrLeaving;

    /** The coordinate that joins the subset in a swap; -1 if the last proposal flips a single coordinate. */
    private int joining = -1;

    private SubsetWalk(int dimension, double low, double high, int fixedSize, double[] weights, double[] limits) {
        this.low = low;
        this.high = high;
        this.fixedSize = fixedSize;
        this.weights = weights;
        this.limits = limits;
        loads = new double[limits.length];
        order = new int[dimension];
        position = new int[dimension];
        clear();
    }

    /** Makes a walk on all subsets; coordinates are {@code high} in the subset and {@code low} outside. */
    static SubsetWalk ofAnySize(int dimension, double low, double high) {
        return new SubsetWalk(dimension, low, high, -1, new double[0], new double[0]);
    }

    /** Makes a walk on the subsets of a given size. */
    static SubsetWalk ofSize(int dimension, int size) {
        return new SubsetWalk(dimension, 0, 1, size, new double[0], new double[0]);
    }

    /**
     * Makes a walk on the subsets within limits; the weight of item j in row r is at j * rows + r of {@code weights},
     * which is neither copied nor changed.
     */
    public static SubsetWalk within(int dimension, double[] weights, double[] limits) {
        return new SubsetWalk(dimension, 0, 1, -1, weights, limits);
    }

    private void clear() {
        size = 0;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            position[i] = i;
        }
        Arrays.fill(loads, 0);
    }

    @Override
    public void begin(KeyedRandom random) {
        clear();
        while (size < fixedSize) {
            flip(order[size + random.nextInt(order.length - size)]);
        }
    }

    @Override
    public void begin(Vertex y) {
        double[] point = Arguments.length("y", y.toArray(), order.length);
        double middle = (low + high) / 2;
        long ones =
                Arrays.stream(point).filter(coordinate -> coordinate > middle).count();
        Arguments.require(
                fixedSize < 0 || ones == fixedSize,
                "the point has " + ones + " ones, not " + fixedSize,
                "Maybe it is a point of another oracle");
        clear();
        for (int i = 0; i < point.length; i++) {
            if (point[i] > middle) {
                flip(i);
            }
        }
    }

    @Override
    public double propose(KeyedRandom random, double[] scores, Move move) {
        move.clear();
        int n = order.length;
        // Swaps if the size is fixed. Flips if there is neither a fixed size nor a limit. With limits, which make many
        // flips infeasible, flips or swaps with equal probability.
        if (fixedSize < 0 && (random.nextLong() < 0 || limits.length == 0)) {
            flippedOrLeaving = random.nextInt(n);
            joining = -1;
        } else {
            if (size == 0 || size == n) {
                return Double.NEGATIVE_INFINITY;
            }
            flippedOrLeaving = order[random.nextInt(size)];
            joining = order[size + random.nextInt(n - size)];
            move.add(joining, high - low);
        }
        move.add(flippedOrLeaving, position[flippedOrLeaving] < size ? low - high : high - low);
        return fits() ? 0 : Double.NEGATIVE_INFINITY;
    }

    /** Returns whether the subset after the last proposal is within the limits. */
    private boolean fits() {
        boolean onlyRemoves = joining < 0 && position[flippedOrLeaving] < size;
        int added = joining >= 0 ? joining : flippedOrLeaving;
        if (onlyRemoves) {
            return true;
        }
        int rows = limits.length;
        for (int r = 0; r < rows; r++) {
            double load = loads[r] + weights[added * rows + r];
            if (joining >= 0) {
                load -= weights[flippedOrLeaving * rows + r];
            }
            if (load > limits[r]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void apply() {
        flip(flippedOrLeaving);
        if (joining >= 0) {
            flip(joining);
        }
    }

    /** Moves a coordinate into the subset or out of it: swaps it with the coordinate at the border in {@code order}. */
    private void flip(int coordinate) {
        int rows = limits.length;
        int sign = position[coordinate] < size ? -1 : 1;
        for (int r = 0; r < rows; r++) {
            loads[r] += sign * weights[coordinate * rows + r];
        }
        int border = sign > 0 ? size++ : --size;
        int swapped = order[border];
        int oldPosition = position[coordinate];
        order[border] = coordinate;
        position[coordinate] = border;
        order[oldPosition] = swapped;
        position[swapped] = oldPosition;
    }

    @Override
    public void write(Vertex y) {
        y.requireDimension(order.length);
        if (low == 0) {
            y.clear();
            for (int k = 0; k < size; k++) {
                y.add(order[k], high);
            }
            return;
        }
        // makes y dense, and returns its live array, to be filled
        double[] coordinates = y.dense();
        for (int k = 0; k < order.length; k++) {
            coordinates[order[k]] = k < size ? high : low;
        }
    }
}
