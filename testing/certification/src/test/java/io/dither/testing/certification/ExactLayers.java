package io.dither.testing.certification;

import io.dither.error.Arguments;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Perturbed optimizers that are known in closed form, for comparison with estimates (Berthet et al. 2020, section 2).
 *
 * <p>Their standard errors are 0. Immutable and thread-safe.
 */
public final class ExactLayers {
    /** The mean of the Gumbel law. */
    private static final double EULER = 0.5772156649015329;

    private ExactLayers() {}

    /**
     * Argmax (one-hot) under Gumbel noise: softmax(theta / epsilon).
     *
     * @param dimension d, at least 1
     * @param epsilon the amount of noise, above 0
     * @return the layer from R^d to R^d
     */
    public static SmoothedOptimizer gumbelArgmax(int dimension, double epsilon) {
        Arguments.positive("epsilon", epsilon);
        return new SymmetricLayer(
                Oracles.argmax(dimension),
                epsilon,
                theta -> epsilon * logSumExp(theta, epsilon) + epsilon * EULER,
                theta -> softmaxJacobian(softmax(theta, epsilon), epsilon),
                theta -> softmax(theta, epsilon));
    }

    /**
     * Ascending ranks from 0 under Gumbel noise: E rank i = sum over j != i of sigmoid((theta i - theta j) / epsilon).
     *
     * @param dimension d, at least 1
     * @param epsilon the amount of noise, above 0
     * @return the layer from R^d to R^d
     */
    public static SmoothedOptimizer gumbelRanks(int dimension, double epsilon) {
        Arguments.positive("epsilon", epsilon);
        return new SymmetricLayer(
                Oracles.ranking(dimension),
                epsilon,
                theta -> sumOfLarger(theta, epsilon),
                theta -> ranksJacobian(theta, epsilon),
                theta -> ranks(theta, epsilon));
    }

    private static double logSumExp(double[] theta, double epsilon) {
        double largest = Arrays.stream(theta).max().orElseThrow();
        return largest / epsilon
                + Math.log(Arrays.stream(theta)
                        .map(value -> Math.exp((value - largest) / epsilon))
                        .sum());
    }

    /** E sum of X_i rank_i: in each pair the larger of both counts once. */
    private static double sumOfLarger(double[] theta, double epsilon) {
        double sum = 0;
        for (int i = 0; i < theta.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += epsilon * (logSumExp(new double[] {theta[i], theta[j]}, epsilon) + EULER);
            }
        }
        return sum;
    }

    private static double[] softmax(double[] theta, double epsilon) {
        double largest = theta[0];
        for (double value : theta) {
            largest = Math.max(largest, value);
        }
        double[] p = new double[theta.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp((theta[i] - largest) / epsilon);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    private static double[][] softmaxJacobian(double[] p, double epsilon) {
        double[][] jacobian = new double[p.length][p.length];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
                jacobian[i][j] = p[i] * ((i == j ? 1 : 0) - p[j]) / epsilon;
            }
        }
        return jacobian;
    }

    private static double[] ranks(double[] theta, double epsilon) {
        double[] ranks = new double[theta.length];
        for (int i = 0; i < ranks.length; i++) {
            for (int j = 0; j < ranks.length; j++) {
                ranks[i] += i == j ? 0 : sigmoid((theta[i] - theta[j]) / epsilon);
            }
        }
        return ranks;
    }

    private static double[][] ranksJacobian(double[] theta, double epsilon) {
        double[][] jacobian = new double[theta.length][theta.length];
        for (int i = 0; i < theta.length; i++) {
            for (int j = 0; j < theta.length; j++) {
                double p = sigmoid((theta[i] - theta[j]) / epsilon);
                double slope = i == j ? 0 : p * (1 - p) / epsilon;
                jacobian[i][i] += slope;
                jacobian[i][j] -= slope;
            }
        }
        return jacobian;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** A layer with a symmetric Jacobian, as every gradient field has. */
    private record SymmetricLayer(
            LinearOracle oracle,
            double epsilon,
            ToDoubleFunction<double[]> value,
            Function<double[], double[][]> jacobian,
            UnaryOperator<double[]> output)
            implements SmoothedOptimizer {
        @Override
        public ValueAndGradient smoothed(Input input) {
            double[] theta = input.theta();
            return ValueAndGradient.exact(value.applyAsDouble(theta), output.apply(theta));
        }

        @Override
        public Pass forward(Input input) {
            double[] theta = Arguments.finite("theta", input.theta(), oracle.dimension());
            return Pass.exact(output.apply(theta), v -> product(v, jacobian.apply(theta)));
        }

        private static double[] product(double[] v, double[][] rows) {
            double[] product = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                for (int j = 0; j < v.length; j++) {
                    product[j] += v[i] * rows[i][j];
                }
            }
            return product;
        }
    }
}
