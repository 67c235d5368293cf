package io.dither.oracles.internal.knapsack;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Solves a knapsack with one row of whole weights by dynamic programming. The number of steps is items times capacity,
 * whatever the profits are; branch and bound would take long if many choices are nearly equally good.
 */
final class KnapsackTable {
    /** The largest number of items times (capacity + 1), which is the number of steps of a solve. */
    private static final int MAX_CELLS = 1 << 16;

    private final int[] weights;
    private final int capacity;
    /** For each capacity, the best profit of the items that were considered so far. */
    private final double[] best;

    /** Whether the best choice of items 0 to j within capacity c takes item j, at index j (capacity + 1) + c. */
    private final boolean[] takes;

    /** Whether each item is in the best choice. */
    private final boolean[] chosen;

    private KnapsackTable(int[] weights, int capacity) {
        this.weights = weights;
        this.capacity = capacity;
        best = new double[capacity + 1];
        takes = new boolean[weights.length * best.length];
        chosen = new boolean[weights.length];
    }

    /** Makes a table; null if a weight is not a whole number or the table would be too large. */
    static @Nullable KnapsackTable of(double[] weights, double capacity) {
        if (weights.length * (capacity + 1) > MAX_CELLS) {
            return null;
        }
        int[] wholeWeights = new int[weights.length];
        for (int j = 0; j < wholeWeights.length; j++) {
            if (weights[j] != Math.rint(weights[j])) {
                return null;
            }
            // MAX_CELLS is above the capacity, so it stands for any larger weight, which may exceed the largest int
            wholeWeights[j] = (int) Math.min(weights[j], MAX_CELLS);
        }
        return new KnapsackTable(wholeWeights, (int) capacity);
    }

    /**
     * Solves for profits times {@code factor}, which must be small enough that sums of profits are finite. Returns
     * whether each item is taken; the next solve overwrites the array.
     */
    boolean[] solve(double[] profits, double factor) {
        Arrays.fill(best, 0);
        int width = best.length;
        for (int j = 0; j < weights.length; j++) {
            int weight = weights[j];
            double profit = profits[j] * factor;
            // the smallest capacity within which the item may be taken; beyond the table if its profit is not above 0
            int smallestCapacity = profit > 0 ? Math.min(weight, width) : width;
            int row = j * width;
            Arrays.fill(takes, row, row + smallestCapacity, false);
            for (int c = capacity; c >= smallestCapacity; c--) {
                double withItem = best[c - weight] + profit;
                boolean isTaken = withItem > best[c];
                takes[row + c] = isTaken;
                best[c] = isTaken ? withItem : best[c];
            }
        }
        for (int j = weights.length - 1, c = capacity; j >= 0; j--) {
            chosen[j] = takes[j * width + c];
            c -= chosen[j] ? weights[j] : 0;
        }
        return chosen;
    }
}
