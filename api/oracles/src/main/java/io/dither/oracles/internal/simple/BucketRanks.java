package io.dither.oracles.internal.simple;

import java.util.Arrays;

/**
 * Computes ranks by one pass of bucket sort, in linear time if numbers are evenly spread; of equal numbers, the first
 * has the lower rank. If most numbers are in few buckets, they are merge-sorted. Not thread-safe.
 *
 * <p>The sort uses integer keys. The high bits of a key are the fraction (x - smallest) / (largest - smallest) of the
 * number x; the leading bits of this fraction are the bucket. The low bits of a key are the index of x. Fractions are
 * in the order of the numbers; if two fractions are equal, the numbers themselves are compared.
 */
final class BucketRanks {
    /** If an insertion sort needs more moves per number than this, a merge sort is faster. */
    private static final int MAX_MOVES_PER_NUMBER = 4;

    /** The array of buckets has at most 2^28 numbers, which is 1 GB. */
    private static final int LARGEST_BUCKET_BITS = 28;

    private final int n;
    private final int indexBits;
    private final int fractionBits;
    /** The position of the bucket's bits in a key. */
    private final int bucketShift;

    private final long[] keys;
    private final long[] sorted;
    /** For each bucket the number of its keys, later the index in {@code sorted} of its next key. */
    private final int[] start;

    /** The numbers, for the merge sort. */
    private final double[] values;
    /** The indices of the numbers, for the merge sort, in sorted runs. */
    private int[] order;
    /** The result of merging runs of {@code order}, with which it is then exchanged. */
    private int[] buffer;

    /**
     * Makes a workspace.
     *
     * @param n the length of the lists to rank, at least 1
     */
    public BucketRanks(int n) {
        this.n = n;
        indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
        // a double has no more than 52 bits after its leading 1; the highest bit of a key stays 0, so that keys are not
        // negative
        fractionBits = Math.min(52, Long.SIZE - 1 - indexBits);
        // two to four buckets per number
        int bucketBits = Math.min(indexBits + 1, LARGEST_BUCKET_BITS);
        bucketShift = indexBits + fractionBits - bucketBits;
        keys = new long[n];
        sorted = new long[n];
        start = new int[1 << bucketBits];
        values = new double[n];
        order = new int[n];
        buffer = new int[n];
    }

    /**
     * Computes ranks.
     *
     * @param x holds finite number i at {@code first + i * step}; read only
     * @param first the index of the first number
     * @param step the distance between numbers
     * @param sign 1, or -1 for the ranks of -x
     * @param ranks filled at the same indices with the rank of each number, from 0
     */
    public void rank(double[] x, int first, int step, int sign, double[] ranks) {
        if (makeKeys(x, first, step, sign)) {
            count();
            distribute();
            bubble();
            if (insertionSort() && writeRanks(x, first, step, sign, ranks)) {
                return;
            }
        }
        mergeSort(x, first, step, sign, ranks);
    }

    /** Makes the keys; returns false if all numbers are equal or their range overflows. */
    private boolean makeKeys(double[] x, int first, int step, int sign) {
        double smallest = sign * x[first];
        double largest = smallest;
        for (int i = 1, at = first + step; i < n; i++, at += step) {
            double value = sign * x[at];
            // faster than Math.min and Math.max, which handle NaN and the sign of zero
            if (value < smallest) {
                smallest = value;
            }
            if (value > largest) {
                largest = value;
            }
        }
        // multiplies by 2^fractionBits; the last factor keeps the fraction of the largest number below 1
        double scale = (1L << fractionBits) / (largest - smallest) * (1 - 0x1p-20);
        if (!(scale > 0 && scale < Double.MAX_VALUE)) {
            return false;
        }
        for (int i = 0, at = first; i < n; i++, at += step) {
            keys[i] = (long) ((sign * x[at] - smallest) * scale) << indexBits | i;
        }
        return true;
    }

    /**
     * Counts the keys of each bucket. This is a separate pass, because an increment may wait for the one before it,
     * and would delay the making of the keys.
     */
    private void count() {
        Arrays.fill(start, 0);
        for (int i = 0; i < n; i++) {
            start[(int) (keys[i] >>> bucketShift)]++;
        }
    }

    private void distribute() {
        int sum = 0;
        for (int b = 0; b < start.length; b++) {
            int count = start[b];
            start[b] = sum;
            sum += count;
        }
        for (int i = 0; i < n; i++) {
            long key = keys[i];
            sorted[start[(int) (key >>> bucketShift)]++] = key;
        }
    }

    /**
     * Swaps neighbours that are out of order, in one pass without a branch. Hardly any keys are out of order
     * afterwards, so the branches of the next pass are well predicted.
     */
    private void bubble() {
        long carried = sorted[0];
        for (int i = 1; i < n; i++) {
            long key = sorted[i];
            long difference = key - carried; // cannot overflow, because keys are at least 0
            // the difference if key < carried, otherwise 0
            long negativePart = difference & difference >> 63;
            sorted[i - 1] = carried + negativePart;
            carried = key - negativePart;
        }
        sorted[n - 1] = carried;
    }

    /** Sorts within the buckets; returns false if it gave up because buckets are crowded. */
    private boolean insertionSort() {
        long moves = 0;
        for (int i = 1; i < n; i++) {
            long key = sorted[i];
            if (sorted[i - 1] > key) {
                int hole = i;
                do {
                    sorted[hole] = sorted[hole - 1];
                    hole--;
                } while (hole > 0 && sorted[hole - 1] > key);
                sorted[hole] = key;
                moves += i - hole;
                if (moves > (long) MAX_MOVES_PER_NUMBER * n) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Writes the rank of each key; returns false if numbers of equal fractions are not in order. */
    private boolean writeRanks(double[] x, int first, int step, int sign, double[] ranks) {
        int mask = (1 << indexBits) - 1;
        long previous = -1; // its fraction differs from that of every key, because keys are not negative
        for (int rank = 0; rank < n; rank++) {
            long key = sorted[rank];
            int at = first + ((int) key & mask) * step;
            // equal fractions, but the numbers are not in ascending order
            if ((key ^ previous) >>> indexBits == 0
                    && sign * x[first + ((int) previous & mask) * step] > sign * x[at]) {
                return false;
            }
            ranks[at] = rank;
            previous = key;
        }
        return true;
    }

    private void mergeSort(double[] x, int first, int step, int sign, double[] ranks) {
        for (int i = 0; i < n; i++) {
            values[i] = sign * x[first + i * step];
            order[i] = i;
        }
        // long, because twice the width of a run can exceed the largest int
        for (long width = 1; width < n; width *= 2) {
            for (long begin = 0; begin < n; begin += 2 * width) {
                merge((int) begin, (int) Math.min(begin + width, n), (int) Math.min(begin + 2 * width, n));
            }
            int[] merged = buffer;
            buffer = order;
            order = merged;
        }
        for (int rank = 0; rank < n; rank++) {
            ranks[first + order[rank] * step] = rank;
        }
    }

    private void merge(int begin, int middle, int end) {
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            boolean takeRight = left == middle || (right < end && values[order[right]] < values[order[left]]);
            buffer[i] = takeRight ? order[right++] : order[left++];
        }
    }
}
