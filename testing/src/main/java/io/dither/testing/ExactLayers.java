package io.dither.testing;

import io.dither.error.Arguments;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Estimated;
import java.util.function.Function;

/**
 * Perturbed optimizers that are known in closed form, for comparison with estimates (Berthet et al. 2020, section 2).
 *
 * <p>Their standard errors are 0. Immutable and thread-safe.
 */
public final class ExactLayers {
    private ExactLayers() {}

    /**
     * Argmax (one-hot) under Gumbel noise: softmax(theta / epsilon).
     *
     * @param dimension d, at least 1
     * @param epsilon the amount of noise, above 0
     * @return the layer from R^d to R^d
     */
    public static DifferentiableLayer gumbelArgmax(int dimension, double epsilon) {
        Arguments.positive("epsilon", epsilon);
        return new SymmetricLayer(
                dimension,
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
    public static DifferentiableLayer gumbelRanks(int dimension, double epsilon) {
        Arguments.positive("epsilon", epsilon);
        return new SymmetricLayer(dimension, theta -> ranksJacobian(theta, epsilon), theta -> ranks(theta, epsilon));
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
            int inputDimension, Function<double[], double[][]> jacobian, Function<double[], double[]> output)
            implements DifferentiableLayer {
        @Override
        public int outputDimension() {
            return inputDimension;
        }

        @Override
        public Estimated forward(double[] theta) {
            Arguments.finite("theta", theta, inputDimension);
            return new Estimated(output.apply(theta), new double[inputDimension]);
        }

        @Override
        public Estimated vjp(double[] theta, double[] cotangent) {
            Arguments.finite("theta", theta, inputDimension);
            Arguments.finite("cotangent", cotangent, inputDimension);
            double[][] rows = jacobian.apply(theta);
            double[] product = new double[inputDimension];
            for (int i = 0; i < inputDimension; i++) {
                for (int j = 0; j < inputDimension; j++) {
                    product[j] += cotangent[i] * rows[i][j];
                }
            }
            return new Estimated(product, new double[inputDimension]);
        }
    }
}
