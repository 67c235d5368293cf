package io.dither.experiments.unsupervised;

import io.dither.exact.ExactOptimizer;
import io.dither.layer.SmoothedOptimizer;
import io.dither.perturbed.PerturbedOptimizer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Estimates H, the Hessian of F_eps in scores (see {@link ScoreObjective}), that is, the Jacobian of y_eps, the expected solution. If the
 * oracle minimises, theta is minus the scores, and the Jacobian in theta is -H. Jacobians under fresh noise are summed in two halves,
 * whose difference measures the error of their mean.
 */
final class Curvature {
    /** The largest error of H at which sampling stops, see {@link Sandwich#error()}. */
    private static final double ACCEPTED_ERROR = 0.4;
    /** The largest number of times that the samples are doubled. */
    private static final int DOUBLINGS = 7;

    private final PerturbedOptimizer layer;
    private final double[] theta;
    /** The sums of the Jacobians of the two halves of the batches. */
    private final DMatrixRMaj[] halves;
    /** The number of batches of samples in each half. */
    private long pairs;

    private Curvature(PerturbedOptimizer layer, double[] theta) {
        this.layer = layer;
        this.theta = theta;
        halves = new DMatrixRMaj[] {square(theta.length), square(theta.length)};
    }

    /**
     * Estimates H, and returns the sandwich with its inverse. Draws at least {@code samples} samples, then doubles them until the error of H
     * is small, at most {@value #DOUBLINGS} times.
     *
     * @param basis rank x d: orthonormal rows that span the directions on which H is inverted
     */
    static Sandwich sandwich(SmoothedOptimizer layer, double[] theta, DMatrixRMaj basis, int samples) {
        if (layer instanceof ExactOptimizer exact) {
            DMatrixRMaj jacobian = exact.jacobian(theta);
            CommonOps_DDRM.scale(layer.oracle().sense().sign(), jacobian);
            return new Sandwich(jacobian, square(theta.length), basis);
        }
        PerturbedOptimizer perturbed = (PerturbedOptimizer) layer;
        Curvature sums = new Curvature(perturbed, theta);
        long samplesPerPair = 2L * perturbed.samples();
        long pairs = (samples + samplesPerPair - 1) / samplesPerPair;
        Sandwich sandwich = sums.withPairs(pairs, basis);
        for (int round = 0; round < DOUBLINGS && sandwich.error() > ACCEPTED_ERROR; round++) {
            pairs *= 2;
            sandwich = sums.withPairs(pairs, basis);
        }
        return sandwich;
    }

    /** Adds batches of samples until there are {@code target} pairs of them, one of each pair for each half, and returns the sandwich. */
    private Sandwich withPairs(long target, DMatrixRMaj basis) {
        for (; pairs < target; pairs++) {
            for (int half = 0; half < 2; half++) {
                CommonOps_DDRM.addEquals(
                        halves[half],
                        layer.at(theta)
                                .step(2 * pairs + half + 1) // theta was fitted with the noise of step 0
                                .jacobian()
                                .estimate()
                                .jacobian());
            }
        }
        double factor = layer.oracle().sense().sign() / (2.0 * pairs);
        DMatrixRMaj mean = CommonOps_DDRM.add(factor, halves[0], factor, halves[1], null);
        DMatrixRMaj error = CommonOps_DDRM.add(factor, halves[0], -factor, halves[1], null);
        return new Sandwich(mean, error, basis);
    }

    /**
     * Estimates Sigma_noise / M, the d x d covariance of the mean of the M samples by which the layer simulates y_eps, from at least
     * {@code samples} fresh samples; 0 if the layer is exact.
     */
    static DMatrixRMaj noiseCovariance(SmoothedOptimizer layer, double[] theta, int samples) {
        if (!(layer instanceof PerturbedOptimizer perturbed)) {
            return square(theta.length);
        }
        Moments moments = new Moments(theta.length);
        for (long pass = 1; (pass - 1) * perturbed.samples() < samples; pass++) {
            moments.add(
                    perturbed.at(theta).step(pass).atoms().estimate().atoms().atoms(), perturbed.samples());
        }
        return moments.covariance(1.0 / perturbed.samples());
    }

    private static DMatrixRMaj square(int dimension) {
        return new DMatrixRMaj(dimension, dimension);
    }
}
