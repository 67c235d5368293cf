package io.dither.fit;

import io.dither.noise.ScoredNoise;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.ExactOptimizer;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Sampling;
import io.dither.perturbed.SmoothedOptimizer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What the sandwich needs at theta.
 *
 * @param hessian the Hessian of F_eps in scores, d x d, positive semidefinite up to noise
 * @param noise Sigma_noise / M, the variance of the simulated y_eps; 0 where exact
 * @param clampedShare the share of clamped coordinates
 */
record Curvature(DMatrixRMaj hessian, DMatrixRMaj noise, double clampedShare) {

    /** Estimates with fresh noise, in as many passes as give the number of samples wanted. */
    static Curvature at(SmoothedOptimizer layer, double[] theta, int samples) {
        return layer instanceof PerturbedOptimizer perturbed
                ? simulated(perturbed, theta, samples)
                : new Curvature(byProducts(layer, theta), square(theta.length), 0);
    }

    private static Curvature simulated(PerturbedOptimizer layer, double[] theta, int samples) {
        boolean scored = layer.noise() instanceof ScoredNoise && layer.sampling() == Sampling.INDEPENDENT;
        int sign = layer.oracle().sense().sign();
        Moments moments = new Moments(theta.length);
        DMatrixRMaj hessian = square(theta.length);
        double clamped = 0;
        double drawn = 0;
        for (int pass = 1; drawn < samples; pass++) {
            var query = layer.at(theta).step(pass).atoms();
            Estimate estimate = scored ? query.jacobian().estimate() : query.estimate();
            moments.add(estimate.atoms().atoms(), (double) estimate.samples());
            clamped += estimate.clampedShare() * estimate.samples();
            if (scored) {
                CommonOps_DDRM.addEquals(hessian, sign * (double) estimate.samples(), estimate.jacobian());
            }
            drawn += estimate.samples();
        }
        CommonOps_DDRM.scale(1 / drawn, hessian);
        return new Curvature(
                scored ? hessian : byDifferences(layer, theta, samples),
                moments.covariance(1.0 / layer.samples()),
                clamped / drawn);
    }

    /** Central differences under common random numbers, for noise without a score. */
    private static DMatrixRMaj byDifferences(PerturbedOptimizer layer, double[] theta, int samples) {
        int sign = layer.oracle().sense().sign();
        double step = layer.epsilon() / 4;
        int passes = Math.max(1, samples / layer.samples() / 4);
        DMatrixRMaj hessian = square(theta.length);
        for (int j = 0; j < theta.length; j++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += step;
            down[j] -= step;
            for (int pass = 1; pass <= passes; pass++) {
                double[] above = layer.smoothed(up, pass, 0).gradient().values();
                double[] below = layer.smoothed(down, pass, 0).gradient().values();
                for (int i = 0; i < theta.length; i++) {
                    hessian.add(i, j, sign * (above[i] - below[i]) / (2 * step * passes));
                }
            }
        }
        return hessian;
    }

    private static DMatrixRMaj byProducts(SmoothedOptimizer layer, double[] theta) {
        int sign = layer.oracle().sense().sign();
        if (layer instanceof ExactOptimizer exact) {
            DMatrixRMaj jacobian = exact.jacobian(theta);
            CommonOps_DDRM.scale(sign, jacobian);
            return jacobian;
        }
        DMatrixRMaj hessian = square(theta.length);
        double[] unit = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            unit[i] = 1;
            double[] row = layer.vjp(theta, unit).values();
            for (int j = 0; j < theta.length; j++) {
                hessian.set(i, j, sign * row[j]);
            }
            unit[i] = 0;
        }
        return hessian;
    }

    private static DMatrixRMaj square(int dimension) {
        return new DMatrixRMaj(dimension, dimension);
    }
}
