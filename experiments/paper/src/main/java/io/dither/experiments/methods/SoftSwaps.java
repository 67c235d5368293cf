package io.dither.experiments.methods;

import java.util.ArrayList;
import java.util.List;

/**
 * The swaps of a sorting network at one theta. A layer S of swaps is a symmetric matrix of 2 x 2 blocks (alpha, 1 - alpha; 1 - alpha,
 * alpha), and P is the product of all layers, the last one first. Immutable.
 */
final class SoftSwaps {
    private final List<int[][]> layers;
    private final SortingNetwork.Law law;
    /** The units of theta; negative where large thetas come first. */
    private final double unit;
    /** The values on the wires before each layer, and after the last. */
    private final List<double[]> values = new ArrayList<>();
    /** One per pair of each layer. */
    private final List<double[]> alphas = new ArrayList<>();

    SoftSwaps(List<int[][]> layers, SortingNetwork.Law law, double unit, double[] theta) {
        this.layers = layers;
        this.law = law;
        this.unit = unit;
        values.add(theta.clone());
        for (int l = 0; l < layers.size(); l++) {
            double[] x = values.get(l);
            int[][] pairs = layers.get(l);
            double[] alpha = new double[pairs.length];
            for (int p = 0; p < pairs.length; p++) {
                alpha[p] = law.probability((x[pairs[p][1]] - x[pairs[p][0]]) / unit);
            }
            alphas.add(alpha);
            values.add(swapped(l, x));
        }
    }

    /** Returns a vector after the swaps of a layer. */
    private double[] swapped(int layer, double[] vector) {
        double[] after = vector.clone();
        int[][] pairs = layers.get(layer);
        for (int p = 0; p < pairs.length; p++) {
            int i = pairs[p][0];
            int j = pairs[p][1];
            double alpha = alphas.get(layer)[p];
            after[i] = alpha * vector[i] + (1 - alpha) * vector[j];
            after[j] = (1 - alpha) * vector[i] + alpha * vector[j];
        }
        return after;
    }

    /** Returns P^T w. */
    double[] back(double[] w) {
        double[] vector = w;
        for (int l = layers.size() - 1; l >= 0; l--) {
            vector = swapped(l, vector);
        }
        return vector;
    }

    /** Returns the gradient in theta of the sum over rows of &lt;v, P^T w&gt;. */
    double[] gradient(double[][] w, double[][] v) {
        List<double[]> slopes = new ArrayList<>();
        alphas.forEach(alpha -> slopes.add(new double[alpha.length]));
        for (int row = 0; row < w.length; row++) {
            addSlopes(w[row], v[row], slopes);
        }
        double[] gradient = new double[values.get(0).length];
        for (int l = layers.size() - 1; l >= 0; l--) {
            gradient = throughValues(l, gradient, slopes.get(l));
        }
        return gradient;
    }

    /** Adds the derivatives of &lt;v, P^T w&gt; in each alpha. */
    private void addSlopes(double[] w, double[] v, List<double[]> slopes) {
        List<double[]> behind = new ArrayList<>();
        double[] right = w;
        for (int l = layers.size() - 1; l >= 0; l--) {
            behind.add(right);
            right = swapped(l, right);
        }
        double[] left = v;
        for (int l = 0; l < layers.size(); l++) {
            addProducts(l, left, behind.get(layers.size() - 1 - l), slopes.get(l));
            left = swapped(l, left);
        }
    }

    private void addProducts(int layer, double[] left, double[] right, double[] slopes) {
        int[][] pairs = layers.get(layer);
        for (int p = 0; p < pairs.length; p++) {
            int i = pairs[p][0];
            int j = pairs[p][1];
            slopes[p] += (left[i] - left[j]) * (right[i] - right[j]);
        }
    }

    /** Takes the gradient in the values after a layer, and in its alphas, to that in the values before it. */
    private double[] throughValues(int layer, double[] after, double[] slopes) {
        double[] x = values.get(layer);
        addProducts(layer, after, x, slopes);
        double[] before = swapped(layer, after);
        int[][] pairs = layers.get(layer);
        for (int p = 0; p < pairs.length; p++) {
            int i = pairs[p][0];
            int j = pairs[p][1];
            double slope = slopes[p] * law.density((x[j] - x[i]) / unit) / unit;
            before[i] -= slope;
            before[j] += slope;
        }
        return before;
    }
}
