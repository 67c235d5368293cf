package io.dither.exact;

import io.dither.noise.Noise;
import java.util.stream.IntStream;

/**
 * The probability that a score is the largest with independent Gaussian noise: the multinomial probit with independent
 * errors. It is the integral over z of phi(z) times the product over the other scores j of Phi(z + d_j), where d_j is
 * the difference of the score and score j in units of the amplitude. The integrand is log-concave.
 *
 * @param epsilon the amplitude
 */
record ProbitProbability(double epsilon) implements DecisionProbability {
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
        // the slope of the integrand's logarithm is positive at 0, and negative at the upper bound, where each ratio
        // phi / Phi is below 1
        double high = 1 + rivals.length;
        for (double difference : differences) {
            high = Math.max(high, 1 + rivals.length - difference);
        }
        double[] slopes = new double[rivals.length];
        double logarithm = new Integrand(differences).logIntegral(0, high, slopes);
        for (int j = 0; j < rivals.length; j++) {
            gradient[chosen] += slopes[j] / epsilon;
            gradient[rivals[j]] -= slopes[j] / epsilon;
        }
        return logarithm;
    }

    /** The integrand at x = z; its parameters are the differences. */
    private static final class Integrand extends LogConcaveIntegrand {
        private final double[] differences;

        Integrand(double[] differences) {
            super(differences.length);
            this.differences = differences;
        }

        @Override
        void moveTo(double x) {
            logarithm = -x * x / 2 - LOG_ROOT_2PI;
            slope = -x;
            curvature = 1;
            for (int j = 0; j < differences.length; j++) {
                double bound = x + differences[j];
                double density = Noise.gaussian().density(bound);
                double below = Noise.gaussian().cdf(bound);
                double mills = density / below; // phi / Phi
                if (below > Double.MIN_NORMAL) {
                    logarithm += Math.log(below);
                } else { // Phi has too few digits, or is 0
                    // Laplace's continued fraction of phi / Phi; then log Phi = log phi - log(phi / Phi)
                    mills = -(bound + 1 / (bound + 2 / (bound + 3 / bound)));
                    logarithm += -bound * bound / 2 - LOG_ROOT_2PI - Math.log(mills);
                }
                parameterSlopes[j] = mills;
                slope += mills;
                curvature += mills * (mills + bound);
            }
        }
    }
}
