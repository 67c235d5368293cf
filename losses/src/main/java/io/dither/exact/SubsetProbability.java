package io.dither.exact;

import java.util.stream.IntStream;

/**
 * The probability that all scores of a subset exceed all other scores, with Gumbel noise. The largest of the other
 * scores is Gumbel too, with location W, the logarithm of the sum of their exponentials. So the probability is the
 * integral over t &gt; 0 of e^-t times the product over the subset of 1 - e^(-a t), a = e^(u - W). The trapezoidal rule
 * in ln t is exact to rounding, because the integrand is analytic and falls off fast on both sides.
 *
 * @param epsilon the amplitude
 */
record SubsetProbability(double epsilon) implements DecisionProbability {
    private static final double STEP = 0.25;
    /** ln t of the first node. */
    private static final double FROM = -40;

    private static final int NODES = 181;
    /** A term changes no digit if the logarithm of its ratio to the largest term is below this. */
    private static final double NEGLIGIBLE = -40;
    /** The logarithm of a product is taken once the product falls below this: once for many factors. */
    private static final double SMALL = 1e-250;

    /** t at each node. */
    private static final double[] T = IntStream.range(0, NODES)
            .mapToDouble(n -> Math.exp(FROM + n * STEP))
            .toArray();

    @Override
    public double logarithm(double[] u, double[] y, double[] gradient) {
        int size = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < u.length; i++) {
            size += y[i] > 0.5 ? 1 : 0;
            largest = y[i] > 0.5 ? largest : Math.max(largest, u[i]);
        }
        if (size == 0 || size == u.length) {
            return 0;
        }
        int[] in = new int[size];
        int[] out = new int[u.length - size];
        for (int i = 0, k = 0; i < u.length; i++) {
            if (y[i] > 0.5) {
                in[k++] = i;
            } else {
                out[i - k] = i;
            }
        }
        double sum = 0;
        for (int j : out) {
            sum += Math.exp((u[j] - largest) / epsilon);
        }
        double[] logs = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            logs[i] = (u[in[i]] - largest) / epsilon - Math.log(sum);
        }
        double[] slopes = new double[in.length];
        double result = logs.length == 1 ? logit(logs[0], slopes) : integral(logs, slopes);
        double slopeSum = 0;
        for (int i = 0; i < in.length; i++) {
            gradient[in[i]] += slopes[i] / epsilon;
            slopeSum += slopes[i] / epsilon;
        }
        for (int j : out) {
            gradient[j] -= slopeSum * Math.exp((u[j] - largest) / epsilon) / sum;
        }
        return result;
    }

    /** Returns the log probability of a choice of a single element, a logit, and fills in its slope. */
    private static double logit(double logarithm, double[] slopes) {
        double small = Math.exp(-Math.abs(logarithm));
        slopes[0] = (logarithm > 0 ? small : 1) / (1 + small);
        return Math.min(logarithm, 0) - Math.log1p(small);
    }

    /**
     * Returns the logarithm of the integral, and fills in its slopes in ln a. It sums from the largest node downwards
     * until terms change no digit.
     */
    private static double integral(double[] logs, double[] slopes) {
        double[] a = new double[logs.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = Math.exp(logs[i]);
        }
        double[] ratios = new double[a.length];
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int n = NODES - 1; n >= 0; n--) {
            double s = FROM + n * STEP; // ln t
            double exponent = s - T[n];
            double product = 1;
            for (int i = 0; i < a.length; i++) {
                double x = a[i] * T[n];
                if (x < 1e-13) { // 1 - e^-x is x to rounding, and the product of such factors may be too small for a
                    // double
                    exponent += logs[i] + s;
                    ratios[i] = 1;
                } else if (x > 700) { // 1 - e^-x is 1, and e^x would overflow
                    ratios[i] = 0;
                } else {
                    double gap = expm1(x);
                    product *= gap / (1 + gap);
                    ratios[i] = x / gap;
                    if (product < SMALL) {
                        exponent += Math.log(product);
                        product = 1;
                    }
                }
            }
            exponent += Math.log(product);
            if (exponent < largest + NEGLIGIBLE && s < 0) { // all later terms are smaller still
                break;
            }
            if (exponent > largest) {
                double shrink = Math.exp(largest - exponent);
                sum *= shrink;
                for (int i = 0; i < slopes.length; i++) {
                    slopes[i] *= shrink;
                }
                largest = exponent;
            }
            double share = Math.exp(exponent - largest);
            sum += share;
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] += share * ratios[i];
            }
        }
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] /= sum;
        }
        return largest + Math.log(sum * STEP);
    }

    /** Returns e^x - 1 to 14 digits, much faster than the library. */
    private static double expm1(double x) {
        return x > 0.01 ? Math.exp(x) - 1 : x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5 * (1 + x / 6)))));
    }
}
