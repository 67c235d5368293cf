package io.dither.exact;

import io.dither.noise.Noise;
import java.util.stream.IntStream;

/**
 * The probability that a score is the largest with independent Gaussian noise: the multinomial probit with independent
 * errors. It is the integral over z of phi(z) times the product over the other scores j of Phi(z + d_j), where d_j is
 * the difference of the scores in units of the amplitude. The integrand is log-concave: its mode is found by Newton
 * steps that are safeguarded by bisection, and the trapezoidal rule, from the mode outward, is exact to rounding.
 *
 * @param epsilon the amplitude
 */
record ProbitProbability(double epsilon) implements DecisionProbability {
    /** The step of the trapezoidal rule, times 1 / sqrt(curvature) at the mode. */
    private static final double STEP = 0.4;
    /** Terms are negligible if their logarithm is this far below that of the largest term. */
    private static final double NEGLIGIBLE = -40;

    /** The largest number of Newton steps to the mode; a few are enough for a log-concave integrand. */
    private static final int MAX_STEPS = 100;

    private static final double LOG_ROOT_2PI = Math.log(2 * Math.PI) / 2;

    @Override
    public double logarithm(double[] u, double[] y, double[] gradient) {
        int chosen =
                IntStream.range(0, u.length).filter(i -> y[i] > 0.5).findFirst().orElse(0);
        int[] rivals = IntStream.range(0, u.length).filter(i -> i != chosen).toArray();
        double[] differences = new double[rivals.length];
        for (int j = 0; j < rivals.length; j++) {
            differences[j] = (u[chosen] - u[rivals[j]]) / epsilon;
        }
        Integrand integrand = new Integrand(differences);
        double step = integrand.moveToMode();
        double mode = integrand.z;
        double largest = integrand.logarithm;
        double[] slopes = new double[rivals.length];
        double sum = integrand.addTo(slopes, largest);
        for (int side = -1; side <= 1; side += 2) {
            for (int k = 1; integrand.moveTo(mode + side * k * step) - largest > NEGLIGIBLE; k++) {
                sum += integrand.addTo(slopes, largest);
            }
        }
        for (int j = 0; j < rivals.length; j++) {
            double slope = slopes[j] / sum / epsilon;
            gradient[chosen] += slope;
            gradient[rivals[j]] -= slope;
        }
        return largest + Math.log(sum * step);
    }

    /** The logarithm of the integrand, with its derivatives. */
    private static final class Integrand {
        private final double[] differences;
        /** phi / Phi at z plus each difference. */
        private final double[] mills;

        private double z;
        private double logarithm;

        Integrand(double[] differences) {
            this.differences = differences;
            mills = new double[differences.length];
        }

        double moveTo(double newZ) {
            z = newZ;
            logarithm = -z * z / 2 - LOG_ROOT_2PI;
            for (int j = 0; j < mills.length; j++) {
                double x = z + differences[j];
                double density = Noise.gaussian().density(x);
                double below = Noise.gaussian().cdf(x);
                if (below > 0) {
                    logarithm += Math.log(below);
                    mills[j] = density / below;
                } else { // the first term of the asymptotic series
                    mills[j] = -x;
                    logarithm += -x * x / 2 - LOG_ROOT_2PI - Math.log(-x);
                }
            }
            return logarithm;
        }

        /** Moves to the mode, and returns the step of the trapezoidal rule. */
        double moveToMode() {
            // the slope is positive at 0, and negative at the upper bound, where each phi / Phi is below 1
            double low = 0;
            double high = 1 + mills.length;
            for (double difference : differences) {
                high = Math.max(high, 1 + mills.length - difference);
            }
            double candidate = 0;
            for (int step = 0; ; step++) {
                moveTo(candidate);
                double slope = -z;
                double curvature = 1;
                for (int j = 0; j < mills.length; j++) {
                    slope += mills[j];
                    curvature += mills[j] * (mills[j] + z + differences[j]);
                }
                double length = 1 / Math.sqrt(Math.max(curvature, 1));
                if (Math.abs(slope) * length < 1e-6 || step == MAX_STEPS) {
                    return STEP * length;
                }
                low = slope > 0 ? z : low;
                high = slope > 0 ? high : z;
                double next = z + slope * length * length;
                candidate = next > low && next < high ? next : (low + high) / 2;
            }
        }

        /**
         * Adds the derivatives with respect to the differences to {@code slopes}, and returns the value; both are
         * divided by exp(logUnit).
         */
        double addTo(double[] slopes, double logUnit) {
            double value = Math.exp(logarithm - logUnit);
            for (int j = 0; j < slopes.length; j++) {
                slopes[j] += value * mills[j];
            }
            return value;
        }
    }
}
