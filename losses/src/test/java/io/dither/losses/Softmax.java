package io.dither.losses;

import io.dither.layer.Estimated;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.SmoothedOptimizer;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The simplex under uncentred Gumbel noise, exactly: y_eps = softmax(theta / eps). */
public record Softmax(int n, double epsilon) implements SmoothedOptimizer {
    public static final double EULER_GAMMA = 0.5772156649015329;

    @Override
    public LinearOracle oracle() {
        return Oracles.argmax(n);
    }

    @Override
    public Smoothed smoothed(double[] theta, long step, long example) {
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
        return new Smoothed(value, 0, new Estimated(shares, new double[n]));
    }

    @Override
    public List<Smoothed> smoothed(DMatrixRMaj thetas, long step, List<? extends LinearOracle> oracles) {
        return smoothed(thetas, step);
    }

    @Override
    public Estimated forward(double[] theta) {
        return smoothed(theta, 0, 0).gradient();
    }

    @Override
    public Estimated vjp(double[] theta, double[] v) {
        double[] p = forward(theta).values();
        double mean = Vectors.dot(p, v);
        double[] gradient = new double[n];
        for (int i = 0; i < n; i++) {
            gradient[i] = p[i] * (v[i] - mean) / epsilon;
        }
        return new Estimated(gradient, new double[n]);
    }
}
