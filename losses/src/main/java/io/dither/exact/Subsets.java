package io.dither.exact;

import java.util.Arrays;

/**
 * Subsets S of k of n with weights exp(sum over S of u_i): independent choices with odds exp(u_i - shift), given that k
 * elements are chosen. The shift changes no probability. Immutable.
 */
final class Subsets {
    private final double[] u;
    private final int k;
    private final double shift;
    private final double[] chosen;
    private final double[] missed;
    private final double[] marginals;
    /** The probability that independent choices take k elements. */
    private final double total;

    Subsets(double[] u, int k) {
        this.u = u;
        this.k = k;
        shift = shift();
        chosen = new double[u.length];
        missed = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            chosen[i] = logistic(u[i] - shift);
            missed[i] = logistic(shift - u[i]);
        }
        LeaveOneOut others = new LeaveOneOut(u.length, k, 1);
        others.count(missed);
        marginals = new double[u.length];
        Arrays.setAll(marginals, i -> chosen[i] * others.exactly(i));
        total = Arrays.stream(marginals).sum() / k;
        Arrays.setAll(marginals, i -> Math.min(1, marginals[i] / total));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /**
     * Finds by bisection the shift at which independent choices take about k elements on average; for k = n any low
     * shift will do.
     */
    private double shift() {
        double spread = 1 + Math.log(u.length);
        double low = Arrays.stream(u).min().orElse(0) - spread;
        double high = Arrays.stream(u).max().orElse(0) + spread;
        double middle = low;
        double excess = k < u.length ? 1 : 0;
        while (Math.abs(excess) > 0.1 && high - low > Math.ulp(high)) {
            middle = low + (high - low) / 2;
            excess = -k;
            for (double score : u) {
                excess += logistic(score - middle);
            }
            low = excess > 0 ? middle : low;
            high = excess > 0 ? high : middle;
        }
        return middle;
    }

    /** Returns ln of the sum over subsets of exp(sum over S of u_i). */
    double logPartition() {
        Compensated sum = new Compensated();
        sum.add(k, shift);
        for (double score : u) {
            double odds = score - shift;
            sum.add(1, Math.max(odds, 0));
            sum.add(1, Math.log1p(Math.exp(-Math.abs(odds))));
        }
        sum.add(1, Math.log(total));
        return sum.value();
    }

    /** Returns P(i in S) for each i. */
    double[] marginals() {
        return marginals.clone();
    }

    /** Returns scale times the covariance of S, as a 0/1 vector, times v. */
    double[] covariance(double[] v, double scale) {
        double mean = 0;
        for (int i = 0; i < v.length; i++) {
            mean += marginals[i] * v[i] / k;
        }
        double[] weights = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            weights[i] = chosen[i] * (v[i] - mean); // subtracting the mean changes no covariance, as |S| is always k
        }
        LeaveOneOut all = new LeaveOneOut(v.length, Math.max(1, k - 1), 1);
        all.count(missed);
        LeaveOneOut weighted = all.withoutSecond();
        weighted.count(missed, weights, all);
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            double together = k == 1 ? 0 : chosen[i] * weighted.exactly(i, all) / total;
            product[i] = scale * (marginals[i] * (v[i] - mean) + together);
        }
        return product;
    }
}
