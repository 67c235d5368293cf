package io.dither.choice;

import io.dither.layer.Pullback;
import io.dither.learn.model.Features;
import java.util.Arrays;

/**
 * The utilities of one example within their nests. A member c of nest m, with scale mu_m, has the probability exp(mu_m (U_c - I_m)), where I_m
 * = ln(sum over c of exp(mu_m U_c)) / mu_m; U_c is I_c for a nest, and V_c + ln alpha_cm for an alternative. So theta_i = U_i + sum of (mu_l -
 * mu_p(l)) (U_i - I_l) over the nests l around it, p(l) being the nest around l; for an alternative in several nests, the logarithm of the
 * sum of the exponentials.
 */
final class NestPoint {
    /** Scales over those of the nest around, and shares, are at least this. */
    private static final double LEAST = 1e-10;

    /** The index of the nest around each nest; -1 if there is none. */
    private final int[] parents;

    private final int weights;
    private final double[] mu;
    /** The index of the parameter of each nest, and its scale over that of the nest around it. */
    private final double[] relative;

    /** The parameters of the nests begin at index {@code weights}. */
    private final double[] parameters;

    private final double[] utilities;
    private final int[][] nests;
    private final int[] alphas;
    /** For each row and nest of it: ln alpha. */
    private final double[][] shares;

    /** The inclusive value I of each nest; negative infinity for a nest without a member in this example. */
    private final double[] inclusive;

    NestPoint(Nests structure, double[] parameters, int weights, Features features, double[] utilities) {
        parents = structure.parents();
        this.parameters = parameters.clone();
        this.weights = weights;
        this.utilities = utilities;
        relative = new double[structure.size()];
        mu = new double[structure.size()];
        for (int m = mu.length - 1; m >= 0; m--) {
            relative[m] = Math.max(LEAST, 1 + parameters[weights + m]);
            mu[m] = relative[m] * around(m);
        }
        nests = new int[utilities.length][];
        alphas = new int[utilities.length];
        shares = new double[utilities.length][];
        double[] largest = new double[mu.length];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        double[] sums = new double[mu.length];
        for (int i = 0; i < utilities.length; i++) {
            String alternative = features.group(i);
            nests[i] = structure.of(alternative);
            alphas[i] = weights + structure.alphas(alternative);
            shares[i] = new double[nests[i].length];
            double rest = 0;
            for (int r = 0; r < nests[i].length; r++) {
                boolean isLast = r == nests[i].length - 1;
                shares[i][r] = rest + (isLast ? 0 : Math.log(share(alphas[i] + r)));
                rest += isLast ? 0 : Math.log(1 - share(alphas[i] + r));
                add(nests[i][r], utilities[i] + shares[i][r], largest, sums);
            }
        }
        inclusive = new double[mu.length];
        for (int m = 0; m < mu.length; m++) {
            inclusive[m] = largest[m] + Math.log(sums[m]) / mu[m];
            if (parents[m] >= 0 && sums[m] > 0) {
                add(parents[m], inclusive[m], largest, sums);
            }
        }
    }

    private double around(int nest) {
        int parent = parents[nest];
        return parent < 0 ? 1 : mu[parent];
    }

    private double share(int parameter) {
        return Math.min(Math.max(LEAST, parameters[parameter]), 1 - LEAST);
    }

    /** Adds exp(mu u) to a sum in units of exp(mu max). */
    private void add(int nest, double u, double[] largest, double[] sums) {
        if (u > largest[nest]) {
            sums[nest] = sums[nest] * Math.exp(mu[nest] * (largest[nest] - u)) + 1;
            largest[nest] = u;
        } else {
            sums[nest] += Math.exp(mu[nest] * (u - largest[nest]));
        }
    }

    /** Returns the logarithm of the part of G_i V_i that row i has by one of its nests. */
    private double part(int row, int nest) {
        double u = utilities[row] + shares[row][nest];
        double part = u;
        for (int l = nests[row][nest]; l >= 0; l = parents[l]) {
            part += (mu[l] - around(l)) * (u - inclusive[l]);
        }
        return part;
    }

    private double theta(int row) {
        int several = nests[row].length;
        if (several == 0) {
            return utilities[row];
        }
        double largest = part(row, 0);
        for (int r = 1; r < several; r++) {
            largest = Math.max(largest, part(row, r));
        }
        double sum = 0;
        for (int r = 0; r < several; r++) {
            sum += Math.exp(part(row, r) - largest);
        }
        return several == 1 ? largest : largest + Math.log(sum);
    }

    double[] theta() {
        double[] theta = new double[utilities.length];
        Arrays.setAll(theta, this::theta);
        return theta;
    }

    /** Returns the pullback to the utilities. */
    Pullback utilities() {
        int rows = utilities.length;
        Pullback identity = new Pullback() {
            @Override
            public int size() {
                return rows;
            }

            @Override
            public void add(int row, double factor, double[] sum) {
                sum[row] += factor;
            }
        };
        return new Chained(identity, rows, false);
    }

    /** Returns the pullback to the parameters, by that of the utilities to the first of them. */
    Pullback pullback(Pullback utility) {
        return new Chained(utility, parameters.length, true);
    }

    /** The pullback to what the utilities are made of, and to the parameters of the nests if they are among it. */
    private final class Chained implements Pullback {
        private final Pullback utility;
        private final boolean hasNests;
        /** The slopes of the inclusive values. */
        private final double[][] slopes;

        Chained(Pullback utility, int size, boolean hasNests) {
            this.utility = utility;
            this.hasNests = hasNests;
            slopes = new double[mu.length][size];
            double[] means = new double[mu.length];
            for (int i = 0; i < utilities.length; i++) {
                for (int r = 0; r < nests[i].length; r++) {
                    int m = nests[i][r];
                    double u = utilities[i] + shares[i][r];
                    double probability = Math.exp(mu[m] * (u - inclusive[m]));
                    means[m] += probability * (u - inclusive[m]);
                    addUtility(i, r, probability, slopes[m]);
                }
            }
            for (int m = 0; m < mu.length; m++) {
                if (inclusive[m] == Double.NEGATIVE_INFINITY) {
                    continue;
                }
                addScale(m, means[m] / mu[m], slopes[m]);
                int parent = parents[m];
                if (parent >= 0) {
                    double difference = inclusive[m] - inclusive[parent];
                    double probability = Math.exp(mu[parent] * difference);
                    means[parent] += probability * difference;
                    addSlopes(m, probability, slopes[parent]);
                }
            }
        }

        @Override
        public int size() {
            return slopes[0].length;
        }

        @Override
        public void add(int row, double factor, double[] sum) {
            if (nests[row].length == 0) {
                utility.add(row, factor, sum);
            }
            double theta = theta(row);
            for (int r = 0; r < nests[row].length; r++) {
                addPart(row, r, factor * Math.exp(part(row, r) - theta), sum);
            }
        }

        private void addPart(int row, int nest, double factor, double[] sum) {
            double u = utilities[row] + shares[row][nest];
            addUtility(row, nest, factor * mu[nests[row][nest]], sum);
            for (int l = nests[row][nest]; l >= 0; l = parents[l]) {
                addSlopes(l, -factor * (mu[l] - around(l)), sum);
                addScale(l, factor * (u - inclusive[l]), sum);
                if (parents[l] >= 0) {
                    addScale(parents[l], -factor * (u - inclusive[l]), sum);
                }
            }
        }

        private void addSlopes(int nest, double factor, double[] sum) {
            for (int k = 0; k < size(); k++) {
                sum[k] += factor * slopes[nest][k];
            }
        }

        /** Adds factor times the slopes of the scale of a nest. */
        private void addScale(int nest, double factor, double[] sum) {
            for (int l = nest; l >= 0 && hasNests; l = parents[l]) {
                sum[weights + l] += relative[l] > LEAST ? factor * mu[nest] / relative[l] : 0;
            }
        }

        /** Adds factor times the slopes of U of a row in one of its nests. */
        private void addUtility(int row, int nest, double factor, double[] sum) {
            utility.add(row, factor, sum);
            for (int r = 0; r <= nest && r < nests[row].length - 1 && hasNests; r++) {
                double share = share(alphas[row] + r);
                sum[alphas[row] + r] += r == nest ? factor / share : -factor / (1 - share);
            }
        }
    }
}
