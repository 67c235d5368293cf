package io.dither.localsearch;

import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import java.util.Arrays;

/**
 * Sums of y along a chain. A coordinate is added when it changes, times the weight of the steps since its last change,
 * so that the time of a step depends on the size of its move and not on d. The weight of a step is 1 for means; for
 * covariances with a reward r it is r - E r.
 */
final class ChainSums {
    /**
     * The result of a chain, for the coordinates that are not always 0; the other arrays have the order of {@code
     * coordinates}.
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Result(
            int[] coordinates,
            double[] totals,
            double[] squares,
            double[] halfSquares,
            double[] second,
            double ofWeights,
            double[] trace,
            boolean exact,
            Vertex end) {}

    private final double[] y;
    private final double[] sum;
    private final double[] sumOfSquares;
    private final double[] since;
    private final double[] total;
    private final double[] squares;
    private final double[] half;
    private final double[] halfSquares;
    private final double[] second;
    private final boolean[] isSummed;
    private int[] summed = new int[64];
    private int size;
    private double weight;
    private double weightBefore;
    /** The sum over batches of the squares of their mean weights. */
    private double ofWeights;

    ChainSums(int dimension) {
        y = new double[dimension];
        sum = new double[dimension];
        sumOfSquares = new double[dimension];
        since = new double[dimension];
        total = new double[dimension];
        squares = new double[dimension];
        half = new double[dimension];
        halfSquares = new double[dimension];
        second = new double[dimension];
        isSummed = new boolean[dimension];
    }

    int dimension() {
        return y.length;
    }

    /** Begins at a point; {@code others} are coordinates to sum even if they stay 0. */
    void begin(Vertex point, int[] others) {
        weight = 0;
        weightBefore = 0;
        ofWeights = 0;
        for (int k = 0; k < point.size(); k++) {
            if (point.value(k) != 0) {
                sum(point.index(k));
                y[point.index(k)] = point.value(k);
            }
        }
        for (int i : others) {
            sum(i);
        }
    }

    private void sum(int i) {
        if (!isSummed[i]) {
            isSummed[i] = true;
            summed = size == summed.length ? Arrays.copyOf(summed, 2 * size) : summed;
            summed[size++] = i;
        }
    }

    /** Changes y by a move. */
    void move(Move move) {
        for (int k = 0; k < move.size(); k++) {
            int i = move.coordinate(k);
            sum(i);
            settle(i);
            y[i] += move.change(k);
        }
    }

    private void settle(int i) {
        double added = (weight - since[i]) * y[i];
        sum[i] += added;
        sumOfSquares[i] += added * y[i];
        since[i] = weight;
    }

    /** Adds the weight of a step. */
    void step(double itsWeight) {
        weight += itsWeight;
    }

    /** Ends a batch; coordinates are measured from {@code centre}, or from 0 if it is empty. */
    void endBatch(int steps, double[] centre) {
        double batchWeight = weight - weightBefore;
        for (int k = 0; k < size; k++) {
            int i = summed[k];
            settle(i);
            double mean = (sum[i] - (centre.length == 0 ? 0 : centre[i] * batchWeight)) / steps;
            total[i] += mean;
            squares[i] += mean * mean;
            half[i] += mean;
            second[i] += sumOfSquares[i] / steps;
            sum[i] = 0;
            sumOfSquares[i] = 0;
        }
        ofWeights += batchWeight / steps * (batchWeight / steps);
        weightBefore = weight;
    }

    /** Ends a half of the chain. */
    void endHalf(int batches) {
        for (int k = 0; k < size; k++) {
            int i = summed[k];
            double mean = half[i] / batches;
            halfSquares[i] += mean * mean;
            half[i] = 0;
        }
    }

    /** Returns the sums, and empties this. */
    Result result(double[] trace, boolean exact, Vertex end) {
        int[] coordinates = Arrays.copyOf(summed, size);
        Arrays.sort(coordinates);
        Result result = new Result(
                coordinates,
                taken(total, coordinates),
                taken(squares, coordinates),
                taken(halfSquares, coordinates),
                taken(second, coordinates),
                ofWeights,
                trace,
                exact,
                end);
        for (int i : coordinates) {
            y[i] = 0;
            since[i] = 0;
            isSummed[i] = false;
        }
        size = 0;
        return result;
    }

    private static double[] taken(double[] all, int[] coordinates) {
        double[] selected = new double[coordinates.length];
        for (int k = 0; k < selected.length; k++) {
            selected[k] = all[coordinates[k]];
            all[coordinates[k]] = 0;
        }
        return selected;
    }
}
