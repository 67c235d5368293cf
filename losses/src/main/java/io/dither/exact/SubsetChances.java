package io.dither.exact;

import java.util.stream.IntStream;

/**
 * The probability that all scores of a subset exceed all others, with Gumbel noise. The largest of the others is Gumbel too, at the
 * logarithm W of the sum of their exponentials, so that the probability is the integral over t &gt; 0 of e^-t times the product over
 * the subset of 1 - e^(-a t), a = e^(u - W): by the trapezoidal rule in ln t, which is exact to rounding, for the integrand is analytic
 * and falls off fast on both sides.
 *
 * @param epsilon the amplitude
 */
record SubsetChances(double epsilon) implements Chances {
    private static final double STEP = 0.25;
    private static final double FROM = -40;
    private static final double TO = 5;

    @Override
    public double logarithm(double[] u, double[] y, double[] gradient) {
        int[] in = IntStream.range(0, u.length).filter(i -> y[i] > 0.5).toArray();
        int[] out = IntStream.range(0, u.length).filter(i -> y[i] <= 0.5).toArray();
        if (in.length == 0 || out.length == 0) {
            return 0;
        }
        double most = IntStream.of(out).mapToDouble(j -> u[j]).max().orElse(0);
        double sum = 0;
        for (int j : out) {
            sum += Math.exp((u[j] - most) / epsilon);
        }
        double[] logs = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            logs[i] = (u[in[i]] - most) / epsilon - Math.log(sum);
        }
        double[] slopes = new double[in.length];
        double result = logs.length == 1 ? ofOne(logs[0], slopes) : integral(logs, slopes);
        double all = 0;
        for (int i = 0; i < in.length; i++) {
            gradient[in[i]] += slopes[i] / epsilon;
            all += slopes[i] / epsilon;
        }
        for (int j : out) {
            gradient[j] -= all * Math.exp((u[j] - most) / epsilon) / sum;
        }
        return result;
    }

    /** Returns the logarithm of the logit that a choice is, and fills in its slope. */
    private static double ofOne(double logarithm, double[] slopes) {
        double small = Math.exp(-Math.abs(logarithm));
        slopes[0] = (logarithm > 0 ? small : 1) / (1 + small);
        return Math.min(logarithm, 0) - Math.log1p(small);
    }

    /** Returns the logarithm of the integral, and fills in its slopes in ln a. */
    private static double integral(double[] logs, double[] slopes) {
        int nodes = (int) Math.round((TO - FROM) / STEP) + 1;
        double[] exponents = new double[nodes];
        double[][] ratios = new double[nodes][logs.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < nodes; n++) {
            double s = FROM + n * STEP;
            exponents[n] = s - Math.exp(s);
            for (int i = 0; i < logs.length; i++) {
                double logarithm = logs[i] + s;
                double x = Math.exp(logarithm);
                // ln(1 - e^-x) and x / (e^x - 1), whatever the size of x
                exponents[n] += logarithm < -30 ? logarithm : Math.log(-Math.expm1(-x));
                ratios[n][i] = x < 1e-13 ? 1 : x > 700 ? 0 : x / Math.expm1(x);
            }
            most = Math.max(most, exponents[n]);
        }
        double sum = 0;
        for (int n = 0; n < nodes; n++) {
            double share = Math.exp(exponents[n] - most);
            sum += share;
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] += share * ratios[n][i];
            }
        }
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] /= sum;
        }
        return most + Math.log(sum * STEP);
    }
}
