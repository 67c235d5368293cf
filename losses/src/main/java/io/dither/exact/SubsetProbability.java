package io.dither.exact;

/**
 * The probability that all scores of a subset exceed all other scores, with Gumbel noise. The largest of the other
 * scores is Gumbel too, with location W, the logarithm of the sum of their exponentials. So the probability is the
 * integral over t &gt; 0 of e^-t times the product over the subset of 1 - e^(-a t), where a = e^(u - W) for the score u
 * of each member in units of epsilon. As a function of ln t the integrand is log-concave.
 *
 * @param epsilon the amplitude
 */
record SubsetProbability(double epsilon) implements DecisionProbability {
    /**
     * Factors are multiplied, because one logarithm per factor would be slow. The logarithm of a product is taken when
     * the product falls below this number, before it underflows.
     */
    private static final double SMALL_PRODUCT = 1e-250;

    @Override
    public double logarithm(double[] u, double[] y, double[] gradient) {
        int size = 0;
        double largestOther = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < u.length; i++) {
            size += y[i] > 0.5 ? 1 : 0;
            largestOther = y[i] > 0.5 ? largestOther : Math.max(largestOther, u[i]);
        }
        if (size == 0 || size == u.length) {
            return 0; // the probability is 1: the subset is empty, or there are no other scores
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
            sum += Math.exp((u[j] - largestOther) / epsilon);
        }
        double[] logs = new double[in.length]; // ln a of each member of the subset
        for (int i = 0; i < in.length; i++) {
            logs[i] = (u[in[i]] - largestOther) / epsilon - Math.log(sum);
        }
        double[] slopes = new double[in.length];
        double logProbability = logs.length == 1
                ? logit(logs[0], slopes)
                // with n factors, whose slopes are from 0 to 1, the derivative in ln t is 1 - t plus the sum of the
                // slopes, so that the mode is between t = 1 and t = 1 + n
                : new Integrand(logs).logIntegral(0, Math.log1p(logs.length), slopes);
        double slopeSum = 0;
        for (int i = 0; i < in.length; i++) {
            gradient[in[i]] += slopes[i] / epsilon;
            slopeSum += slopes[i] / epsilon;
        }
        for (int j : out) {
            gradient[j] -= slopeSum * Math.exp((u[j] - largestOther) / epsilon) / sum;
        }
        return logProbability;
    }

    /** Returns the log probability of a choice of a single element, a logit, and fills in its slope. */
    private static double logit(double logA, double[] slopes) {
        double small = Math.exp(-Math.abs(logA));
        slopes[0] = (logA > 0 ? small : 1) / (1 + small);
        return Math.min(logA, 0) - Math.log1p(small);
    }

    /** The integrand at x = ln t; its parameters are the ln a. */
    private static final class Integrand extends LogConcaveIntegrand {
        private final double[] logs;

        Integrand(double[] logs) {
            super(logs.length);
            this.logs = logs;
        }

        @Override
        void moveTo(double x) {
            double t = Math.exp(x);
            logarithm = x - t;
            slope = 1 - t;
            curvature = t;
            double product = 1;
            for (int i = 0; i < logs.length; i++) {
                double exponent = Math.exp(logs[i] + x); // a t
                if (exponent < 1e-13) {
                    // 1 - e^-at is a t to rounding, and the product of such factors may be too small for a double
                    logarithm += logs[i] + x;
                    parameterSlopes[i] = 1;
                } else if (exponent > 700) {
                    // 1 - e^-at is 1, and e^at would overflow
                    parameterSlopes[i] = 0;
                } else {
                    double gap = expm1(exponent); // e^at - 1
                    double ratio = exponent / gap;
                    parameterSlopes[i] = ratio;
                    curvature += ratio * (ratio + exponent - 1);
                    product *= gap / (1 + gap);
                    if (product < SMALL_PRODUCT) {
                        logarithm += Math.log(product);
                        product = 1;
                    }
                }
                slope += parameterSlopes[i];
            }
            logarithm += Math.log(product);
        }
    }

    /** Returns e^x - 1 to 14 digits, much faster than the library. */
    private static double expm1(double x) {
        return x > 0.01 ? Math.exp(x) - 1 : x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5 * (1 + x / 6)))));
    }
}
