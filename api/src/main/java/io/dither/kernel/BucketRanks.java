package io.dither.kernel;

import java.util.Arrays;

/**
 * Ranks by one pass of bucket sort, in linear time for numbers that are spread evenly, with its workspace: of equal numbers
 * the first has the lower rank. Numbers that crowd in few buckets are merge-sorted. Not thread-safe.
 */
public final class BucketRanks {
    /** How many comparisons a number may cost within its bucket before merging is quicker. */
    private static final int CROWDED = 8;

    private final int n;
    private final double[] values;
    private final double[] sorted;
    private final int[] bucket;
    private final int[] start;
    private int[] order;
    private int[] spare;

    /**
     * Creates a workspace.
     *
     * @param n the number of coordinates, at least 1
     */
    public BucketRanks(int n) {
        this.n = n;
        values = new double[n];
        sorted = new double[n];
        bucket = new int[n];
        start = new int[n + 1];
        order = new int[n];
        spare = new int[n];
    }

    /**
     * Computes ranks.
     *
     * @param x holds finite number i at {@code first + i * step}; read only
     * @param first the first place
     * @param step the distance between places
     * @param sign 1, or -1 for the ranks of -x
     * @param ranks filled at the same places with the rank of each number, from 0
     */
    public void rank(double[] x, int first, int step, int sign, double[] ranks) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0, at = first; i < n; i++, at += step) {
            double value = sign * x[at];
            values[i] = value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (!intoBuckets(least, most) || isCrowded()) {
            mergeSort();
        } else {
            distribute();
            insertionSort();
        }
        for (int rank = 0; rank < n; rank++) {
            ranks[first + order[rank] * step] = rank;
        }
    }

    /** Counts the numbers of each bucket, one bucket a number; false where the range is empty or overflows. */
    private boolean intoBuckets(double least, double most) {
        double scale = n / (most - least) * (1 - 0x1p-20);
        if (!(scale > 0 && scale < Double.MAX_VALUE)) {
            return false;
        }
        Arrays.fill(start, 0);
        for (int i = 0; i < n; i++) {
            int b = (int) ((values[i] - least) * scale);
            bucket[i] = b;
            start[b + 1]++;
        }
        return true;
    }

    private boolean isCrowded() {
        long comparisons = 0;
        for (int b = 1; b <= n; b++) {
            comparisons += (long) start[b] * start[b];
        }
        return comparisons > (long) CROWDED * n;
    }

    private void distribute() {
        for (int b = 0; b < n; b++) {
            start[b + 1] += start[b];
        }
        for (int i = 0; i < n; i++) {
            int at = start[bucket[i]]++;
            sorted[at] = values[i];
            order[at] = i;
        }
    }

    /** Ends the sort within the buckets; stable, so of equal numbers the first stays first. */
    private void insertionSort() {
        for (int i = 1; i < n; i++) {
            double value = sorted[i];
            if (sorted[i - 1] > value) {
                int index = order[i];
                int hole = i;
                do {
                    sorted[hole] = sorted[hole - 1];
                    order[hole] = order[hole - 1];
                    hole--;
                } while (hole > 0 && sorted[hole - 1] > value);
                sorted[hole] = value;
                order[hole] = index;
            }
        }
    }

    private void mergeSort() {
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        // long, for twice the width of a run can exceed the largest int
        for (long width = 1; width < n; width *= 2) {
            for (long begin = 0; begin < n; begin += 2 * width) {
                merge((int) begin, (int) Math.min(begin + width, n), (int) Math.min(begin + 2 * width, n));
            }
            int[] merged = spare;
            spare = order;
            order = merged;
        }
    }

    private void merge(int begin, int middle, int end) {
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            boolean takeRight = left == middle || (right < end && values[order[right]] < values[order[left]]);
            spare[i] = takeRight ? order[right++] : order[left++];
        }
    }
}
