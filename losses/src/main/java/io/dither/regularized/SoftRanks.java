package io.dither.regularized;

import io.dither.internal.algebra.Isotonic;
import io.dither.internal.algebra.Vectors;
import java.util.Arrays;

/**
 * The best point of the permutahedron of 0, ..., n - 1 (Blondel et al., "Fast Differentiable Sorting and Ranking", 2020): in the order
 * of u, s - v for half the squared norm and exp(s - v) for the entropy, with v of {@link Isotonic}.
 *
 * @param order the indices of u, the largest first
 * @param starts the starts of the blocks in that order, and the end
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SoftRanks(int[] order, int[] starts, double[] point, boolean squared) implements Optimum {
    static SoftRanks of(double[] u, boolean squared) {
        int n = u.length;
        int[] order = Vectors.descending(u);
        double[] s = Isotonic.inOrder(u, order);
        double[] w = new double[n];
        Arrays.setAll(w, i -> n - 1 - i);
        SoftRanks ranks = new SoftRanks(order, Isotonic.blocks(s, w, squared), new double[n], squared);
        for (int b = 0; b + 1 < ranks.starts.length; b++) {
            ranks.fill(ranks.starts[b], ranks.starts[b + 1], s, w);
        }
        return ranks;
    }

    private void fill(int from, int to, double[] s, double[] w) {
        double scores = 0;
        double ranks = 0;
        for (int i = from; i < to; i++) {
            scores += squared ? s[i] - s[from] : Math.exp(s[i] - s[from]);
            ranks += w[i];
        }
        for (int i = from; i < to; i++) {
            double above = s[i] - s[from];
            point[order[i]] = squared ? above + (ranks - scores) / (to - from) : Math.exp(above) * ranks / scores;
        }
    }

    @Override
    public double[] point() {
        return point.clone();
    }

    @Override
    public double[] product(double[] v) {
        double[] product = new double[v.length];
        for (int b = 0; b + 1 < starts.length; b++) {
            double sum = 0;
            double whole = 0;
            for (int i = starts[b]; i < starts[b + 1]; i++) {
                sum += weight(order[i]) * v[order[i]];
                whole += weight(order[i]);
            }
            double mean = whole == 0 ? 0 : sum / whole;
            for (int i = starts[b]; i < starts[b + 1]; i++) {
                product[order[i]] = weight(order[i]) * (v[order[i]] - mean);
            }
        }
        return product;
    }

    private double weight(int i) {
        return squared ? 1 : point[i];
    }
}
