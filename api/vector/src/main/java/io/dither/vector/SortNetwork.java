package io.dither.vector;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Batcher's bitonic sort (1968) of rows of keys, one key per lane, in all lanes at once.
 *
 * <p>All comparators put the smaller key first, so that the keys that fill up to a power of two stay at the end and can
 * be skipped. No method has a vector as argument or result, so none is boxed. The compiler also boxes vectors if a
 * method and all methods inlined into it have more than about 8,000 bytecodes. So no method has more than two dozen
 * minima and maxima, and methods with many of them have more than 325 bytecodes, so that they are not inlined.
 */
final class SortNetwork {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = Lanes.LANES;
    /** The number of rows that are sorted in registers. */
    private static final int BLOCK = 8;

    private SortNetwork() {}

    /** Returns the number of rows of the network that sorts n rows: a power of two, at least 8 and at least n. */
    static int size(int n) {
        return Math.max(BLOCK, Integer.highestOneBit(2 * n - 1));
    }

    /**
     * Sorts {@code size} rows of keys from row {@code base} on. The rows from {@code end} on have the largest possible
     * key, so that they can be skipped. Two sorted runs are merged as soon as they are complete, while they are in the
     * first-level cache.
     */
    static void sort(long[] keys, int base, int size, int end) {
        for (int done = BLOCK; done <= size; done += BLOCK) {
            // the row after the current block; done counts the rows from base on before it
            int top = base + done;
            if (top - BLOCK < end) {
                sortHalves(keys, (top - BLOCK) * LANES);
                mergeHalves(keys, (top - BLOCK) * LANES);
            }
            for (int half = BLOCK; half < size && done % (2 * half) == 0; half *= 2) {
                if (top - half < end) {
                    merge(keys, top - 2 * half, half, end);
                }
            }
        }
    }

    private static void merge(long[] keys, int base, int half, int end) {
        mirror(keys, base, half, end);
        sortBitonic(keys, base, Math.min(base + 2 * half, end), half);
    }

    /** Sorts each bitonic run of {@code size} rows, from row {@code base} to row {@code end - 1}. */
    static void sortBitonic(long[] keys, int base, int end, int size) {
        int step = size;
        for (; step > 2 * BLOCK; step /= 4) {
            for (int from = base; from < end; from += step) {
                mergeFour(keys, from, step / 4);
            }
        }
        if (step == 2 * BLOCK) {
            for (int from = base; from < end; from += step) {
                mergeTwo(keys, from * LANES);
            }
        }
        for (int from = base; from < end; from += BLOCK) {
            mergeBlock(keys, from * LANES);
        }
    }

    /**
     * Turns two sorted runs of {@code half} rows into two bitonic runs; no key of the first run is above a key of the
     * second. Compares row i from the start with row i from the end; leaves out rows from {@code end} on and
     * their partners.
     */
    static void mirror(long[] keys, int base, int half, int end) {
        // the last row to compare, and its partner
        int upper = Math.min(base + 2 * half, end) - 1;
        int lower = 2 * (base + half) - 1 - upper;
        int b = upper * LANES;
        for (int a = lower * LANES; a < b; a += LANES, b -= LANES) {
            LongVector x = LongVector.fromArray(LONGS, keys, a);
            LongVector y = LongVector.fromArray(LONGS, keys, b);
            x.min(y).intoArray(keys, a);
            x.max(y).intoArray(keys, b);
        }
    }

    /**
     * Makes two steps of a merge of {@code 4 * quarter} rows at once; {@code quarter} is even. Two rows per iteration
     * make the method too long to be inlined.
     */
    private static void mergeFour(long[] keys, int base, int quarter) {
        int step = quarter * LANES;
        int end = base * LANES + step;
        for (int at = base * LANES; at < end; at += 2 * LANES) {
            LongVector a = LongVector.fromArray(LONGS, keys, at);
            LongVector b = LongVector.fromArray(LONGS, keys, at + step);
            LongVector c = LongVector.fromArray(LONGS, keys, at + 2 * step);
            LongVector d = LongVector.fromArray(LONGS, keys, at + 3 * step);
            LongVector a1 = a.min(c);
            LongVector b1 = b.min(d);
            LongVector c1 = a.max(c);
            LongVector d1 = b.max(d);
            a1.min(b1).intoArray(keys, at);
            a1.max(b1).intoArray(keys, at + step);
            c1.min(d1).intoArray(keys, at + 2 * step);
            c1.max(d1).intoArray(keys, at + 3 * step);
            a = LongVector.fromArray(LONGS, keys, at + LANES);
            b = LongVector.fromArray(LONGS, keys, at + step + LANES);
            c = LongVector.fromArray(LONGS, keys, at + 2 * step + LANES);
            d = LongVector.fromArray(LONGS, keys, at + 3 * step + LANES);
            a1 = a.min(c);
            b1 = b.min(d);
            c1 = a.max(c);
            d1 = b.max(d);
            a1.min(b1).intoArray(keys, at + LANES);
            a1.max(b1).intoArray(keys, at + step + LANES);
            c1.min(d1).intoArray(keys, at + 2 * step + LANES);
            c1.max(d1).intoArray(keys, at + 3 * step + LANES);
        }
    }

    /** Makes one step of a merge of 16 rows: compares row i with row i + 8. */
    private static void mergeTwo(long[] keys, int base) {
        for (int at = base; at < base + BLOCK * LANES; at += LANES) {
            LongVector x = LongVector.fromArray(LONGS, keys, at);
            LongVector y = LongVector.fromArray(LONGS, keys, at + BLOCK * LANES);
            x.min(y).intoArray(keys, at);
            x.max(y).intoArray(keys, at + BLOCK * LANES);
        }
    }

    /** Makes the last three steps of a merge, on 8 rows. */
    private static void mergeBlock(long[] keys, int at) {
        LongVector a = LongVector.fromArray(LONGS, keys, at);
        LongVector b = LongVector.fromArray(LONGS, keys, at + LANES);
        LongVector c = LongVector.fromArray(LONGS, keys, at + 2 * LANES);
        LongVector d = LongVector.fromArray(LONGS, keys, at + 3 * LANES);
        LongVector e = LongVector.fromArray(LONGS, keys, at + 4 * LANES);
        LongVector f = LongVector.fromArray(LONGS, keys, at + 5 * LANES);
        LongVector g = LongVector.fromArray(LONGS, keys, at + 6 * LANES);
        LongVector h = LongVector.fromArray(LONGS, keys, at + 7 * LANES);
        LongVector a1 = a.min(e);
        LongVector e1 = a.max(e);
        LongVector b1 = b.min(f);
        LongVector f1 = b.max(f);
        LongVector c1 = c.min(g);
        LongVector g1 = c.max(g);
        LongVector d1 = d.min(h);
        LongVector h1 = d.max(h);
        a = a1.min(c1);
        c = a1.max(c1);
        b = b1.min(d1);
        d = b1.max(d1);
        e = e1.min(g1);
        g = e1.max(g1);
        f = f1.min(h1);
        h = f1.max(h1);
        a.min(b).intoArray(keys, at);
        a.max(b).intoArray(keys, at + LANES);
        c.min(d).intoArray(keys, at + 2 * LANES);
        c.max(d).intoArray(keys, at + 3 * LANES);
        e.min(f).intoArray(keys, at + 4 * LANES);
        e.max(f).intoArray(keys, at + 5 * LANES);
        g.min(h).intoArray(keys, at + 6 * LANES);
        g.max(h).intoArray(keys, at + 7 * LANES);
    }

    /** Sorts two groups of four rows: the first half of Batcher's odd-even merge sort of 8. */
    private static void sortHalves(long[] keys, int at) {
        LongVector a = LongVector.fromArray(LONGS, keys, at);
        LongVector b = LongVector.fromArray(LONGS, keys, at + LANES);
        LongVector c = LongVector.fromArray(LONGS, keys, at + 2 * LANES);
        LongVector d = LongVector.fromArray(LONGS, keys, at + 3 * LANES);
        LongVector e = LongVector.fromArray(LONGS, keys, at + 4 * LANES);
        LongVector f = LongVector.fromArray(LONGS, keys, at + 5 * LANES);
        LongVector g = LongVector.fromArray(LONGS, keys, at + 6 * LANES);
        LongVector h = LongVector.fromArray(LONGS, keys, at + 7 * LANES);
        LongVector a1 = a.min(b);
        LongVector b1 = a.max(b);
        LongVector c1 = c.min(d);
        LongVector d1 = c.max(d);
        LongVector e1 = e.min(f);
        LongVector f1 = e.max(f);
        LongVector g1 = g.min(h);
        LongVector h1 = g.max(h);
        a1.min(c1).intoArray(keys, at);
        c = a1.max(c1);
        b = b1.min(d1);
        b1.max(d1).intoArray(keys, at + 3 * LANES);
        e1.min(g1).intoArray(keys, at + 4 * LANES);
        g = e1.max(g1);
        f = f1.min(h1);
        f1.max(h1).intoArray(keys, at + 7 * LANES);
        b.min(c).intoArray(keys, at + LANES);
        b.max(c).intoArray(keys, at + 2 * LANES);
        f.min(g).intoArray(keys, at + 5 * LANES);
        f.max(g).intoArray(keys, at + 6 * LANES);
    }

    /** Merges two sorted groups of four rows: the second half of Batcher's odd-even merge sort of 8. */
    private static void mergeHalves(long[] keys, int at) {
        LongVector a = LongVector.fromArray(LONGS, keys, at);
        LongVector b = LongVector.fromArray(LONGS, keys, at + LANES);
        LongVector c = LongVector.fromArray(LONGS, keys, at + 2 * LANES);
        LongVector d = LongVector.fromArray(LONGS, keys, at + 3 * LANES);
        LongVector e = LongVector.fromArray(LONGS, keys, at + 4 * LANES);
        LongVector f = LongVector.fromArray(LONGS, keys, at + 5 * LANES);
        LongVector g = LongVector.fromArray(LONGS, keys, at + 6 * LANES);
        LongVector h = LongVector.fromArray(LONGS, keys, at + 7 * LANES);
        a.min(e).intoArray(keys, at);
        LongVector e1 = a.max(e);
        LongVector b1 = b.min(f);
        LongVector f1 = b.max(f);
        LongVector c1 = c.min(g);
        LongVector g1 = c.max(g);
        LongVector d1 = d.min(h);
        d.max(h).intoArray(keys, at + 7 * LANES);
        c = c1.min(e1);
        e = c1.max(e1);
        d = d1.min(f1);
        f = d1.max(f1);
        b1.min(c).intoArray(keys, at + LANES);
        b1.max(c).intoArray(keys, at + 2 * LANES);
        d.min(e).intoArray(keys, at + 3 * LANES);
        d.max(e).intoArray(keys, at + 4 * LANES);
        f.min(g1).intoArray(keys, at + 5 * LANES);
        f.max(g1).intoArray(keys, at + 6 * LANES);
    }
}
