package io.dither.exact;

/**
 * The probability that all scores of a subset exceed all other scores, with Gumbel noise. The largest of the other
 * scores is Gumbel too, with location W, the logarithm of the sum of their exponentials. So the probability is the
 * integral over t &gt; 0 of e^-t times the product over the subset of 1 - e^(-a t), a = e^(u - W).
 *
 * <p>The integrand is analytic and log-concave in ln t, so that the trapezoidal rule converges fast: each time its step
 * is halved, the number of right digits doubles. The rule starts at the mode and goes outward until terms change no
 * digit.
 *
 * @param epsilon the amplitude
 */
record SubsetProbability(double epsilon) implements DecisionProbability {
    /** The first step of the trapezoidal rule in ln t, times 1 / sqrt(curvature) at the mode. */
    private static final double STEP = 0.8;
    /** If a sum changes by less than this share when the step is halved, the new sum is exact to rounding. */
    private static final double SMALL_CHANGE = 1e-8;
    /** A term changes no digit if the logarithm of its ratio to the largest term is below this. */
    private static final double NEGLIGIBLE = -40;
    /** The logarithm of a product is taken once the product falls below this: once for many factors. */
    private static final double SMALL_PRODUCT = 1e-250;
    /** The largest number of Newton steps to the mode. */
    private static final int MAX_STEPS = 100;

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

    /** Returns the logarithm of the integral, and fills in its slopes in ln a. */
    private static double integral(double[] logs, double[] slopes) {
        Integrand integrand = new Integrand(logs);
        double step = integrand.moveToMode();
        double mode = integrand.s;
        double largest = integrand.logarithm;
        double sum = integrand.addTo(slopes, largest);
        sum += integrand.addSide(slopes, mode, step, largest) + integrand.addSide(slopes, mode, -step, largest);
        double between;
        do {
            between = integrand.addSide(slopes, mode - step / 2, step, largest)
                    + integrand.addSide(slopes, mode + step / 2, -step, largest);
            sum += between;
            step /= 2;
        } while (Math.abs(2 * between - sum) > SMALL_CHANGE * sum);
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] /= sum;
        }
        return largest + Math.log(sum * step);
    }

    /** The logarithm of the integrand at s = ln t. */
    private static final class Integrand {
        private final double[] logs;
        /** The slope in ln a of the logarithm of each factor: x / (e^x - 1) at x = a t. */
        private final double[] ratios;

        private double s;
        private double logarithm;

        /** Makes the integrand of a subset from ln a of its elements. */
        Integrand(double[] logs) {
            this.logs = logs;
            ratios = new double[logs.length];
        }

        private double moveTo(double newS) {
            s = newS;
            logarithm = s - Math.exp(s);
            double product = 1;
            for (int i = 0; i < logs.length; i++) {
                double x = Math.exp(logs[i] + s);
                if (x < 1e-13) {
                    // 1 - e^-x is x to rounding, and the product of such factors may be too small for a double
                    logarithm += logs[i] + s;
                    ratios[i] = 1;
                } else if (x > 700) {
                    // 1 - e^-x is 1, and e^x would overflow
                    ratios[i] = 0;
                } else {
                    double gap = expm1(x);
                    product *= gap / (1 + gap);
                    ratios[i] = x / gap;
                    if (product < SMALL_PRODUCT) {
                        logarithm += Math.log(product);
                        product = 1;
                    }
                }
            }
            logarithm += Math.log(product);
            return logarithm;
        }

        /**
         * Moves near the mode, by Newton steps that are safeguarded by bisection, and returns the first step of the
         * trapezoidal rule.
         */
        double moveToMode() {
            // each ratio is from 0 to 1, so that the slope is at least 0 at t = 1 and at most 0 at t = 1 + the size
            double low = 0;
            double high = Math.log1p(logs.length);
            double candidate = low;
            for (int step = 0; ; step++) {
                moveTo(candidate);
                double t = Math.exp(s);
                double slope = 1 - t;
                double curvature = t;
                for (int i = 0; i < logs.length; i++) {
                    slope += ratios[i];
                    if (ratios[i] > 0) {
                        curvature += ratios[i] * (ratios[i] + Math.exp(logs[i] + s) - 1);
                    }
                }
                double width = 1 / Math.sqrt(curvature);
                if (Math.abs(slope) * width < 1e-2 || step == MAX_STEPS) {
                    return STEP * width;
                }
                low = slope > 0 ? s : low;
                high = slope > 0 ? high : s;
                double next = s + slope * width * width;
                candidate = next > low && next < high ? next : (low + high) / 2;
            }
        }

        /** Adds the terms at start + step, start + 2 step, ... until they are negligible; returns their sum. */
        double addSide(double[] slopes, double start, double step, double logUnit) {
            double sum = 0;
            for (int k = 1; moveTo(start + k * step) - logUnit > NEGLIGIBLE; k++) {
                sum += addTo(slopes, logUnit);
            }
            return sum;
        }

        /** Adds the slopes of the integrand to {@code slopes}, and returns its value; both divided by e^logUnit. */
        double addTo(double[] slopes, double logUnit) {
            double value = Math.exp(logarithm - logUnit);
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] += value * ratios[i];
            }
            return value;
        }
    }

    /** Returns e^x - 1 to 14 digits, much faster than the library. */
    private static double expm1(double x) {
        return x > 0.01 ? Math.exp(x) - 1 : x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5 * (1 + x / 6)))));
    }
}
