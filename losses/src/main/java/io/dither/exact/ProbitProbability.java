package io.dither.exact;

import io.dither.noise.Noise;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The probability that a score is the largest with independent Gaussian noise: the multinomial probit with independent
 * errors. It is the integral over z of phi(z) times the product over the other scores j of Phi(z + d_j), where d_j is
 * the difference of the score and score j in units of the amplitude. The integrand is log-concave.
 *
 * @param epsilon the amplitude
 */
record ProbitProbability(double epsilon) implements DecisionProbability {
    private static final Law STANDARD = new Law(Noise.gaussian(), 1);

    @Override
    public double logarithm(double[] u, double[] y, double[] gradient) {
        int chosen =
                IntStream.range(0, u.length).filter(i -> y[i] > 0.5).findFirst().orElse(0);
        int[] rivals = IntStream.range(0, u.length).filter(i -> i != chosen).toArray();
        double[] differences = IntStream.of(rivals)
                .mapToDouble(j -> (u[chosen] - u[j]) / epsilon)
                .toArray();
        // the slope of the integrand's logarithm is positive at 0, and negative at the upper bound, where each ratio
        // phi / Phi is below 1
        double least = DoubleStream.of(differences).min().orElse(0);
        double high = 1 + rivals.length - Math.min(0, least);
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
            logarithm = -x * x / 2 - Law.LOG_ROOT_2PI;
            slope = -x;
            curvature = 1;
            for (int j = 0; j < differences.length; j++) {
                double bound = x + differences[j];
                Law.Tail tail = STANDARD.below(bound);
                double mills = tail.ratio(); // phi / Phi
                logarithm += tail.logarithm();
                parameterSlopes[j] = mills;
                slope += mills;
                curvature += mills * (mills + bound);
            }
        }
    }
}
