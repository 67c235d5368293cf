package io.dither.internal.algebra;

import java.util.Arrays;

/**
 * Isotonic regression by pooling adjacent violators (Best, Chakravarti and Ubhaya 2000): finds the blocks on which the
 * best non-increasing v is constant, in O(n).
 */
public final class Isotonic {
    /** The first index of each block, followed by n. */
    private final int[] starts;
    /** For each block, the sum of s - w (for the entropy, ln sum of exp(s)). */
    private final double[] first;

    /** For each block, its length (for the entropy, the sum of w). */
    private final double[] second;
    private final boolean squared;
    private int blocks;

    private Isotonic(int n, boolean squared) {
        starts = new int[n + 1];
        first = new double[n];
        second = new double[n];
        this.squared = squared;
    }

    /**
     * Finds the blocks of the projection of s on the permutations of w, both in descending order: v is the mean of s - w on a block, or
     * for the entropy ln(sum of exp(s) / sum of w).
     */
    public static int[] blocks(double[] s, double[] w, boolean squared) {
        Isotonic pools = new Isotonic(s.length, squared);
        for (int i = 0; i < s.length; i++) {
            pools.append(i, squared ? s[i] - w[i] : s[i], squared ? 1 : w[i]);
        }
        pools.starts[pools.blocks] = s.length;
        return Arrays.copyOf(pools.starts, pools.blocks + 1);
    }

    private void append(int start, double a, double b) {
        starts[blocks] = start;
        first[blocks] = a;
        second[blocks++] = b;
        while (blocks > 1 && level(blocks - 1) > level(blocks - 2)) {
            int last = --blocks;
            double left = first[last - 1];
            double right = first[last];
            first[last - 1] =
                    squared ? left + right : Math.max(left, right) + Math.log1p(Math.exp(-Math.abs(left - right)));
            second[last - 1] += second[last];
        }
    }

    private double level(int block) {
        return squared ? first[block] / second[block] : first[block] - Math.log(second[block]);
    }

    /** Returns the coordinates of a vector in an order. */
    public static double[] inOrder(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }
}
