package io.dither.regularized;

import io.dither.internal.algebra.Isotonic;
import io.dither.internal.algebra.Vectors;
import java.util.Arrays;

/**
 * The best point of the permutahedron of 0, ..., n - 1 (Blondel et al., "Fast Differentiable Sorting and Ranking",
 * 2020): in the order of u, it is s - v for half the squared norm and exp(s - v) for the entropy, where {@link
 * Isotonic} finds v.
 *
 * @param order the indices of u, the largest first
 * @param starts the start of each block in that order, followed by n
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
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
            double total = 0;
            for (int i = starts[b]; i < starts[b + 1]; i++) {
                sum += weight(order[i]) * v[order[i]];
                total += weight(order[i]);
            }
            double mean = total == 0 ? 0 : sum / total;
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
