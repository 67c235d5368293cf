package io.dither.localsearch;

import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import java.util.Arrays;

/**
 * Sums of y along a chain. A coordinate is added when it changes, times the weight of the steps since its last change.
 * So the time of a step depends on the number of coordinates of its move, not on the dimension. The weight of a step is
 * 1 for means; for covariances with a number r = &lt;v, y&gt;, it is r minus the mean of r.
 */
final class ChainSums {
    /**
     * The result of a chain. Arrays have one number per element of {@code coordinates}, except the trace.
     *
     * @param coordinates the coordinates that were summed, ascending; all others were always 0
     * @param totals the sum over batches of the batch means
     * @param squares the sum over batches of the squares of the batch means
     * @param halfSquares the sum of the squares of the means of both halves
     * @param secondMoments the sum over batches of the mean of y^2
     * @param weightSquares the sum over batches of the squares of their mean weights
     * @param trace the product &lt;scores, y&gt; at regular steps
     * @param exact whether the walk is exact
     * @param end the last point
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Result(
            int[] coordinates,
            double[] totals,
            double[] squares,
            double[] halfSquares,
            double[] secondMoments,
            double weightSquares,
            double[] trace,
            boolean exact,
            Vertex end) {}

    // arrays with an element for each coordinate
    private final double[] y;
    /** The weighted sum of y over the steps of the current batch, up to the last change of the coordinate. */
    private final double[] sum;
    /** The same sum of y^2. */
    private final double[] sumOfSquares;
    /** The value of {@code totalWeight} up to which {@code sum} has added the coordinate. */
    private final double[] addedWeight;

    /** The sum over batches of the batch means. */
    private final double[] totals;
    /** The sum over batches of the squares of the batch means. */
    private final double[] squares;
    /** The sum of the batch means in the current half of the chain. */
    private final double[] half;
    /** The sum over halves of the squares of the means of the halves. */
    private final double[] halfSquares;
    /** The sum over batches of the mean of y^2. */
    private final double[] secondMoments;
    /** Whether the coordinate is in {@code summed}. */
    private final boolean[] isSummed;

    /** The coordinates that are summed, in the first {@code summedCount} elements. */
    private int[] summed = new int[64];

    private int summedCount;
    /** The sum of the weights of all steps. */
    private double totalWeight;
    /** The sum of the weights of the steps before the current batch. */
    private double weightBeforeBatch;
    /** The sum over batches of the squares of their mean weights. */
    private double weightSquares;

    ChainSums(int dimension) {
        y = new double[dimension];
        sum = new double[dimension];
        sumOfSquares = new double[dimension];
        addedWeight = new double[dimension];
        totals = new double[dimension];
        squares = new double[dimension];
        half = new double[dimension];
        halfSquares = new double[dimension];
        secondMoments = new double[dimension];
        isSummed = new boolean[dimension];
    }

    int dimension() {
        return y.length;
    }

    /** Begins at a point; the {@code required} coordinates are summed even if they stay 0. */
    void begin(Vertex point, int[] required) {
        totalWeight = 0;
        weightBeforeBatch = 0;
        weightSquares = 0;
        for (int k = 0; k < point.size(); k++) {
            if (point.value(k) != 0) {
                include(point.index(k));
                y[point.index(k)] = point.value(k);
            }
        }
        for (int i : required) {
            include(i);
        }
    }

    /** Sums a coordinate from now on. */
    private void include(int i) {
        if (!isSummed[i]) {
            isSummed[i] = true;
            summed = summedCount == summed.length ? Arrays.copyOf(summed, 2 * summedCount) : summed;
            summed[summedCount++] = i;
        }
    }

    /** Changes y by a move. The weights of earlier steps count for the coordinates before the change. */
    void move(Move move) {
        for (int k = 0; k < move.size(); k++) {
            int i = move.coordinate(k);
            include(i);
            addSteps(i);
            y[i] += move.change(k);
        }
    }

    /** Adds a coordinate for the steps since it was added last, in which it did not change. */
    private void addSteps(int i) {
        double added = (totalWeight - addedWeight[i]) * y[i];
        sum[i] += added;
        sumOfSquares[i] += added * y[i];
        addedWeight[i] = totalWeight;
    }

    /** Ends a step: its point has this weight in the sums. */
    void step(double stepWeight) {
        totalWeight += stepWeight;
    }

    /** Ends a batch. Each mean is that of weight * (y - centre) over the steps; an empty centre counts as 0. */
    void endBatch(int steps, double[] centre) {
        double batchWeight = totalWeight - weightBeforeBatch;
        for (int k = 0; k < summedCount; k++) {
            int i = summed[k];
            addSteps(i);
            double mean = (sum[i] - (centre.length == 0 ? 0 : centre[i] * batchWeight)) / steps;
            totals[i] += mean;
            squares[i] += mean * mean;
            half[i] += mean;
            secondMoments[i] += sumOfSquares[i] / steps;
            sum[i] = 0;
            sumOfSquares[i] = 0;
        }
        weightSquares += batchWeight / steps * (batchWeight / steps);
        weightBeforeBatch = totalWeight;
    }

    /** Ends a half of the chain, which had this number of batches. */
    void endHalf(int batches) {
        for (int k = 0; k < summedCount; k++) {
            int i = summed[k];
            double mean = half[i] / batches;
            halfSquares[i] += mean * mean;
            half[i] = 0;
        }
    }

    /** Returns the sums, and resets them for another chain. */
    Result result(double[] trace, boolean exact, Vertex end) {
        int[] coordinates = Arrays.copyOf(summed, summedCount);
        Arrays.sort(coordinates);
        Result result = new Result(
                coordinates,
                takeOut(totals, coordinates),
                takeOut(squares, coordinates),
                takeOut(halfSquares, coordinates),
                takeOut(secondMoments, coordinates),
                weightSquares,
                trace,
                exact,
                end);
        for (int i : coordinates) {
            y[i] = 0;
            addedWeight[i] = 0;
            isSummed[i] = false;
        }
        summedCount = 0;
        return result;
    }

    /** Returns the elements of an array at the given coordinates, and sets these elements to 0. */
    private static double[] takeOut(double[] all, int[] coordinates) {
        double[] selected = new double[coordinates.length];
        for (int k = 0; k < selected.length; k++) {
            selected[k] = all[coordinates[k]];
            all[coordinates[k]] = 0;
        }
        return selected;
    }
}
