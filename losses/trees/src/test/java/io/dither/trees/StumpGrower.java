package io.dither.trees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Grows trees of one split, the best of all: small, exact, and without a native library. */
public final class StumpGrower implements TreeGrower {
    @Override
    public Session open(float[] rows, int columns, int[] monotone, TreeSettings settings, long seed, int threads) {
        return new Stumps(rows, columns, settings);
    }

    private record Stumps(float[] rows, int columns, TreeSettings settings) implements Session {
        @Override
        public Tree grow(float[] g, float[] h) {
            double allG = 0;
            double allH = 0;
            for (int i = 0; i < g.length; i++) {
                allG += g[i];
                allH += h[i];
            }
            double most = 1e-9;
            Tree best = Tree.leaf(value(allG, allH));
            for (int k = 0; k < columns; k++) {
                int column = k;
                int[] order = IntStream.range(0, g.length)
                        .boxed()
                        .sorted(Comparator.comparing(row -> rows[row * columns + column]))
                        .mapToInt(row -> row)
                        .toArray();
                double leftG = 0;
                double leftH = 0;
                for (int i = 0; i + 1 < order.length; i++) {
                    leftG += g[order[i]];
                    leftH += h[order[i]];
                    float next = rows[order[i + 1] * columns + k];
                    double gain = score(leftG, leftH) + score(allG - leftG, allH - leftH) - score(allG, allH);
                    boolean splits = next > rows[order[i] * columns + k]
                            && Math.min(leftH, allH - leftH) >= settings.leastRows();
                    if (splits && gain > most) {
                        most = gain;
                        best = stump(k, next, value(leftG, leftH), value(allG - leftG, allH - leftH), gain);
                    }
                }
            }
            return best;
        }

        private double value(double g, double h) {
            return h + settings.lambda() == 0 ? 0 : -g / (h + settings.lambda());
        }

        private double score(double g, double h) {
            return -g * value(g, h);
        }

        @Override
        public void close() {}
    }

    public static Tree stump(int feature, float threshold, double low, double high, double gain) {
        int[] leaf = {1, Tree.NONE, Tree.NONE};
        int[] right = {2, Tree.NONE, Tree.NONE};
        int[] features = new int[3];
        float[] thresholds = new float[3];
        double[] gains = new double[3];
        Arrays.fill(features, 0, 1, feature);
        thresholds[0] = threshold;
        gains[0] = gain;
        return new Tree(leaf, right, features, thresholds, new double[] {0, low, high}, gains);
    }
}
