package io.dither.choice;

import io.dither.layer.Pullback;
import io.dither.learn.model.Features;
import java.util.Arrays;

/**
 * The utilities of one example within their nests. Within nest m, with scale s_m, a member c has the probability exp(s_m (U_c - I_m)), where
 * I_m = ln(sum over c of exp(s_m U_c)) / s_m. If c is a nest, U_c is I_c; if c is an alternative, U_c is V_c + ln alpha_cm, with its utility V_c and its share
 * alpha_cm in nest m. So theta_i = U_i + sum of (s_l - s_p(l)) (U_i - I_l) over the nests l around alternative i, where p(l) is the nest around l, and
 * s_p(l) = 1 if there is none. For an alternative in several nests, theta_i is the logarithm of the sum of the exponentials of these numbers, one per nest.
 */
final class NestPoint {
    /** The smallest mu of a nest; also the smallest alpha, and the smallest 1 - alpha. */
    private static final double MIN_RATIO = 1e-10;

    /** The index of the nest around each nest; -1 if there is none. */
    private final int[] parents;

    /** The number of weights, which come before the parameters of the nests. */
    private final int weightCount;

    /** The scale of each nest. */
    private final double[] scales;
    /** The mu of each nest: its scale divided by the scale of the nest around it. Its parameter is mu - 1. */
    private final double[] mu;

    private final double[] parameters;

    /** V of each row. */
    private final double[] utilities;
    /** The indices of the nests of each row. */
    private final int[][] nests;
    /** The index of the first alpha of each row in {@link #parameters}, see {@link #shareOfRemaining}. */
    private final int[] firstAlphas;

    /** ln alpha_im: of each row, the logarithm of its share in each of its nests. The shares of a row sum to 1. */
    private final double[][] logAlphas;

    /** The inclusive value I of each nest; negative infinity for a nest without a member in this example. */
    private final double[] inclusive;

    NestPoint(Nests structure, double[] parameters, int weightCount, Features features, double[] utilities) {
        parents = structure.parents();
        this.parameters = parameters.clone();
        this.weightCount = weightCount;
        this.utilities = utilities;
        mu = new double[structure.size()];
        scales = new double[structure.size()];
        for (int m = scales.length - 1; m >= 0; m--) { // the nest around a nest has a larger index
            mu[m] = Math.max(MIN_RATIO, 1 + parameters[weightCount + m]);
            scales[m] = mu[m] * scaleAround(m);
        }
        nests = new int[utilities.length][];
        firstAlphas = new int[utilities.length];
        logAlphas = new double[utilities.length][];
        double[] largest = new double[scales.length];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        double[] sums = new double[scales.length];
        for (int i = 0; i < utilities.length; i++) {
            String alternative = features.group(i);
            nests[i] = structure.nestsOf(alternative);
            firstAlphas[i] = weightCount + structure.firstAlpha(alternative);
            logAlphas[i] = new double[nests[i].length];
            double logRemaining = 0;
            for (int r = 0; r < nests[i].length; r++) {
                boolean isLast = r == nests[i].length - 1;
                logAlphas[i][r] = logRemaining + (isLast ? 0 : Math.log(shareOfRemaining(firstAlphas[i] + r)));
                logRemaining += isLast ? 0 : Math.log(1 - shareOfRemaining(firstAlphas[i] + r));
                add(nests[i][r], utilities[i] + logAlphas[i][r], largest, sums);
            }
        }
        inclusive = new double[scales.length];
        for (int m = 0; m < scales.length; m++) {
            inclusive[m] = largest[m] + Math.log(sums[m]) / scales[m];
            if (parents[m] >= 0 && sums[m] > 0) {
                add(parents[m], inclusive[m], largest, sums);
            }
        }
    }

    /** Returns the scale of the nest around a nest; 1 if there is none. */
    private double scaleAround(int nest) {
        int parent = parents[nest];
        return parent < 0 ? 1 : scales[parent];
    }

    /**
     * Returns a parameter alpha, moved away from 0 and 1: the share of an alternative in one of its nests, divided by 1 minus its shares in the nests before
     * that nest.
     */
    private double shareOfRemaining(int parameter) {
        return Math.min(Math.max(MIN_RATIO, parameters[parameter]), 1 - MIN_RATIO);
    }

    /** Adds exp(s u) to the sum of a nest with the scale s; the sum is in units of exp(s largest). */
    private void add(int nest, double u, double[] largest, double[] sums) {
        if (u > largest[nest]) {
            sums[nest] = sums[nest] * Math.exp(scales[nest] * (largest[nest] - u)) + 1;
            largest[nest] = u;
        } else {
            sums[nest] += Math.exp(scales[nest] * (u - largest[nest]));
        }
    }

    /** Returns theta of a row as if it were a member only of the nest {@code nests[row][r]}. */
    private double thetaInNest(int row, int r) {
        double u = utilities[row] + logAlphas[row][r];
        double theta = u;
        for (int l = nests[row][r]; l >= 0; l = parents[l]) {
            theta += (scales[l] - scaleAround(l)) * (u - inclusive[l]);
        }
        return theta;
    }

    private double theta(int row) {
        int count = nests[row].length;
        if (count == 0) {
            return utilities[row];
        }
        double largest = thetaInNest(row, 0);
        for (int r = 1; r < count; r++) {
            largest = Math.max(largest, thetaInNest(row, r));
        }
        double sum = 0;
        for (int r = 0; r < count; r++) {
            sum += Math.exp(thetaInNest(row, r) - largest);
        }
        return count == 1 ? largest : largest + Math.log(sum);
    }

    double[] theta() {
        double[] theta = new double[utilities.length];
        Arrays.setAll(theta, this::theta);
        return theta;
    }

    /** Returns the pullback from theta to the utilities V. */
    Pullback utilityPullback() {
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

    /** Returns the pullback from theta to all parameters. {@code utility} is the pullback from the utilities V to their weights. */
    Pullback pullback(Pullback utility) {
        return new Chained(utility, parameters.length, true);
    }

    /** The pullback from theta to the arguments of {@code utility}, and to the parameters of the nests if {@code hasNests}. */
    private final class Chained implements Pullback {
        /** The pullback from the utilities V to their arguments: to their weights, or to the utilities themselves. */
        private final Pullback utility;

        private final boolean hasNests;
        /** The slopes of the inclusive value of each nest with respect to each argument. */
        private final double[][] slopes;

        Chained(Pullback utility, int size, boolean hasNests) {
            this.utility = utility;
            this.hasNests = hasNests;
            slopes = new double[scales.length][size];
            double[] means = new double[scales.length]; // the mean of U - I over the members of a nest is s dI / ds
            for (int i = 0; i < utilities.length; i++) {
                for (int r = 0; r < nests[i].length; r++) {
                    int m = nests[i][r];
                    double u = utilities[i] + logAlphas[i][r];
                    double probability = Math.exp(scales[m] * (u - inclusive[m]));
                    means[m] += probability * (u - inclusive[m]);
                    addUtility(i, r, probability, slopes[m]);
                }
            }
            for (int m = 0; m < scales.length; m++) {
                if (inclusive[m] == Double.NEGATIVE_INFINITY) { // no member in this example
                    continue;
                }
                addScale(m, means[m] / scales[m], slopes[m]);
                int parent = parents[m];
                if (parent >= 0) {
                    double difference = inclusive[m] - inclusive[parent];
                    double probability = Math.exp(scales[parent] * difference);
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
                addThetaInNest(row, r, factor * Math.exp(thetaInNest(row, r) - theta), sum);
            }
        }

        /** Adds factor times the slopes of {@link #thetaInNest}. */
        private void addThetaInNest(int row, int r, double factor, double[] sum) {
            double u = utilities[row] + logAlphas[row][r];
            addUtility(row, r, factor * scales[nests[row][r]], sum);
            for (int l = nests[row][r]; l >= 0; l = parents[l]) {
                addSlopes(l, -factor * (scales[l] - scaleAround(l)), sum);
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

        /** Adds factor times the slopes of the scale of a nest, which is the product of its mu and those of the nests around it; 0 for a mu at its minimum. */
        private void addScale(int nest, double factor, double[] sum) {
            for (int l = nest; l >= 0 && hasNests; l = parents[l]) {
                sum[weightCount + l] += mu[l] > MIN_RATIO ? factor * scales[nest] / mu[l] : 0;
            }
        }

        /** Adds factor times the slopes of U of a row in the nest {@code nests[row][r]}. */
        private void addUtility(int row, int r, double factor, double[] sum) {
            utility.add(row, factor, sum);
            for (int k = 0; k <= r && k < nests[row].length - 1 && hasNests; k++) {
                double alpha = shareOfRemaining(firstAlphas[row] + k);
                sum[firstAlphas[row] + k] += k == r ? factor / alpha : -factor / (1 - alpha);
            }
        }
    }
}
