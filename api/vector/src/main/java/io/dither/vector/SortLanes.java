package io.dither.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sorts the coordinates of all lanes at once by a sorting network. A 64-bit key has the leading bits of a coordinate
 * and, in its last bits, the index. A row has the numbers, or keys, of one coordinate in all lanes. No method has a
 * vector as argument or result, so none is boxed.
 */
final class SortLanes {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = Lanes.LANES;

    private SortLanes() {}

    /**
     * Ranks the coordinates.
     *
     * @param keys a workspace of SortNetwork.size(n) * lanes numbers
     * @return whether all coordinates of each lane differ in the leading bits of their keys; otherwise the ranks are
     *     undefined
     */
    static boolean rank(double[] x, int sign, long[] keys, double[] ranks) {
        int n = x.length / LANES;
        int size = SortNetwork.size(n);
        makeKeys(x, sign, size - 1, keys);
        Arrays.fill(keys, x.length, size * LANES, Long.MAX_VALUE);
        // sorts rows 0 to size - 1; the rows from n on already have the largest key
        SortNetwork.sort(keys, 0, size, n);
        writeRanks(keys, size - 1, ranks);
        return areDistinct(keys, 0, x.length, ~(size - 1L));
    }

    /**
     * Finds the k largest coordinates of sign * x; of equal coordinates, the first. Keys are made of -sign * x, so
     * these coordinates have the smallest keys. The first half of the workspace has the smallest keys so far, sorted:
     * the k keys to find, and at least the next key, which shows whether the k-th is distinct. The next rows of x are
     * merged into them in blocks. Rows in which no lane has a smaller key than that next key are skipped.
     *
     * @param keys a workspace of 2 * SortNetwork.size(k + 1) * lanes numbers
     * @param best filled with the indices of each lane in ascending order; index i of a lane is at i * LANES + lane
     * @return whether the k-th and the next coordinate of each lane differ in the leading bits of their keys; otherwise
     *     the indices are undefined
     */
    static boolean selectLargest(double[] x, int sign, long[] keys, int[] best) {
        int k = best.length / LANES;
        int indexMask = SortNetwork.size(x.length / LANES) - 1;
        int size = SortNetwork.size(k + 1);
        Arrays.fill(keys, Long.MAX_VALUE);
        int half = size * LANES;
        for (int from = 0; from < x.length; ) {
            from = fillSmaller(x, from, -sign, indexMask, keys, half, k * LANES);
            // sorts the second half of the rows, moves the smallest keys of both halves to the first half, and sorts it
            SortNetwork.sort(keys, size, size, 2 * size);
            SortNetwork.mirror(keys, 0, size, 2 * size);
            SortNetwork.sortBitonic(keys, 0, size, size);
        }
        boolean areDistinct =
                k * LANES == x.length || areDistinct(keys, k * LANES - LANES, k * LANES + LANES, ~(long) indexMask);
        replaceByIndices(keys, k * LANES, indexMask);
        Arrays.fill(keys, k * LANES, half, Long.MAX_VALUE);
        SortNetwork.sort(keys, 0, size, k);
        for (int at = 0; at < best.length; at++) {
            best[at] = (int) keys[at];
        }
        return areDistinct;
    }

    /** Replaces keys by their indices. */
    private static void replaceByIndices(long[] keys, int length, int indexMask) {
        for (int at = 0; at < length; at += LANES) {
            LongVector.fromArray(LONGS, keys, at)
                    .lanewise(VectorOperators.AND, indexMask)
                    .intoArray(keys, at);
        }
    }

    /** Makes the keys of sign * x: keys have the order of these numbers, and their last bits are the index. */
    private static void makeKeys(double[] x, int sign, int indexMask, long[] keys) {
        for (int at = 0; at < x.length; at += LANES) {
            // adding 0 turns -0 into 0
            LongVector bits =
                    DoubleVector.fromArray(DOUBLES, x, at).mul(sign).add(0).reinterpretAsLongs();
            bits.lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.LSHR, 1)
                    .lanewise(VectorOperators.XOR, bits)
                    .lanewise(VectorOperators.AND, ~(long) indexMask)
                    .lanewise(VectorOperators.OR, at / LANES)
                    .intoArray(keys, at);
        }
    }

    /**
     * Makes keys of the next rows of x until the second half of the workspace, from index {@code half} on, is full.
     * Skips rows in which all lanes have larger keys than the row of {@code keys} at index {@code limitAt}. Fills the
     * remaining part of the workspace with the largest key.
     *
     * @return the index in x after the last row that was read
     */
    private static int fillSmaller(double[] x, int from, int sign, int indexMask, long[] keys, int half, int limitAt) {
        LongVector limit = LongVector.fromArray(LONGS, keys, limitAt);
        int to = half;
        int at = from;
        for (; at < x.length && to < 2 * half; at += LANES) {
            LongVector bits =
                    DoubleVector.fromArray(DOUBLES, x, at).mul(sign).add(0).reinterpretAsLongs();
            LongVector key = bits.lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.LSHR, 1)
                    .lanewise(VectorOperators.XOR, bits)
                    .lanewise(VectorOperators.AND, ~(long) indexMask)
                    .lanewise(VectorOperators.OR, at / LANES);
            key.intoArray(keys, to);
            to += key.compare(VectorOperators.LE, limit).anyTrue() ? LANES : 0;
        }
        Arrays.fill(keys, to, 2 * half, Long.MAX_VALUE);
        return at;
    }

    /** Writes the rank of each sorted key to the index of the key. */
    private static void writeRanks(long[] keys, int indexMask, double[] ranks) {
        for (int rank = 0, at = 0; at < ranks.length; rank++) {
            for (int lane = 0; lane < LANES; lane++, at++) {
                ranks[((int) keys[at] & indexMask) * LANES + lane] = rank;
            }
        }
    }

    /** Returns whether neighbouring keys of each lane differ in the bits of the mask {@code leading}. */
    private static boolean areDistinct(long[] keys, int from, int to, long leading) {
        LongVector zero = LongVector.zero(LONGS);
        LongVector distinct = LongVector.broadcast(LONGS, -1);
        for (int at = from + LANES; at < to; at += LANES) {
            LongVector difference = LongVector.fromArray(LONGS, keys, at)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, keys, at - LANES))
                    .lanewise(VectorOperators.AND, leading);
            // below 0 if the difference is not 0; AND_NOT would be shorter, but sometimes makes the compiler box a
            // vector
            distinct = zero.sub(difference)
                    .lanewise(VectorOperators.OR, difference)
                    .lanewise(VectorOperators.AND, distinct);
        }
        return distinct.reduceLanes(VectorOperators.AND) < 0;
    }
}
