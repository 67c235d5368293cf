package io.dither.losses;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;

/** The simplex under uncentred Gumbel noise, exactly: y_eps = softmax(theta / eps). */
public record Softmax(int n, double epsilon) implements SmoothedOptimizer {
    public static final double EULER_GAMMA = 0.5772156649015329;

    @Override
    public LinearOracle oracle() {
        return Oracles.argmax(n);
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        double[] theta = input.theta();
        double largest = Double.NEGATIVE_INFINITY;
        for (double t : theta) {
            largest = Math.max(largest, t);
        }
        double sum = 0;
        for (double t : theta) {
            sum += Math.exp((t - largest) / epsilon);
        }
        double[] shares = new double[n];
        for (int i = 0; i < n; i++) {
            shares[i] = Math.exp((theta[i] - largest) / epsilon) / sum;
        }
        double value = largest + epsilon * (Math.log(sum) + EULER_GAMMA);
        return ValueAndGradient.exact(value, shares);
    }

    @Override
    public Pass forward(Input input) {
        double[] p = smoothed(input).gradient().values();
        return Pass.exact(p, v -> vjp(p, v));
    }

    private double[] vjp(double[] p, double[] v) {
        double mean = Vectors.dot(p, v);
        double[] gradient = new double[n];
        for (int i = 0; i < n; i++) {
            gradient[i] = p[i] * (v[i] - mean) / epsilon;
        }
        return gradient;
    }
}
