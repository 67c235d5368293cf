package io.dither.experiments.fit;

import io.dither.exact.ExactOptimizer;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.Domain;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Sampling;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Estimates the Hessian H of F_eps in scores, that is, the Jacobian of y_eps. Fresh noise is summed in two halves,
 * whose difference measures the error of their mean.
 */
final class Curvature {
    /** The largest error of H at which sampling stops, see {@link Sandwich#error()}. */
    private static final double ACCEPTED_ERROR = 0.4;
    /** The largest number of times that the samples are doubled. */
    private static final int DOUBLINGS = 7;

    private final PerturbedOptimizer layer;
    private final double[] theta;
    private final boolean scored;
    private final DMatrixRMaj[] halves;
    private long pairs;

    private Curvature(PerturbedOptimizer layer, double[] theta) {
        this.layer = layer;
        this.theta = theta;
        scored = layer.noise() instanceof ScoredNoise && layer.sampling() == Sampling.INDEPENDENT;
        halves = new DMatrixRMaj[] {square(theta.length), square(theta.length)};
    }

    /** Estimates H from at least a number of samples, and from more until its error is small. */
    static Sandwich sandwich(SmoothedOptimizer layer, double[] theta, DMatrixRMaj basis, int samples) {
        if (!(layer instanceof PerturbedOptimizer perturbed)) {
            return new Sandwich(exact(layer, theta), square(theta.length), basis);
        }
        Curvature sums = new Curvature(perturbed, theta);
        // a Jacobian by the score needs four times fewer passes than one by differences, but each has more noise
        long pair = (sums.scored ? 2L : 8L) * perturbed.samples();
        long pairs = (samples + pair - 1) / pair;
        Sandwich bread = sums.withPairs(pairs, basis);
        for (int round = 0; round < DOUBLINGS && bread.error() > ACCEPTED_ERROR; round++) {
            pairs *= 2;
            bread = sums.withPairs(pairs, basis);
        }
        return bread;
    }

    private static DMatrixRMaj exact(SmoothedOptimizer layer, double[] theta) {
        int sign = layer.oracle().sense().sign();
        if (layer instanceof ExactOptimizer exact) {
            DMatrixRMaj jacobian = exact.jacobian(theta);
            CommonOps_DDRM.scale(sign, jacobian);
            return jacobian;
        }
        DMatrixRMaj jacobian = square(theta.length);
        Pass pass = layer.forward(theta);
        double[] unit = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            unit[i] = sign;
            System.arraycopy(pass.vjp(unit).values(), 0, jacobian.data, i * theta.length, theta.length);
            unit[i] = 0;
        }
        return jacobian;
    }

    private Sandwich withPairs(long target, DMatrixRMaj basis) {
        for (; pairs < target; pairs++) {
            for (int half = 0; half < 2; half++) {
                long pass = 2 * pairs + half + 1;
                if (scored) {
                    CommonOps_DDRM.addEquals(
                            halves[half],
                            layer.at(theta).step(pass).jacobian().estimate().jacobian());
                } else {
                    addDifferences(halves[half], pass);
                }
            }
        }
        double share = layer.oracle().sense().sign() / (2.0 * pairs);
        DMatrixRMaj mean = CommonOps_DDRM.add(share, halves[0], share, halves[1], null);
        DMatrixRMaj error = CommonOps_DDRM.add(share, halves[0], -share, halves[1], null);
        return new Sandwich(mean, error, basis);
    }

    /** Adds central differences of gradients. Both ends of a difference share their random numbers; columns do not. */
    private void addDifferences(DMatrixRMaj sum, long pass) {
        Domain domain = layer.oracle().domain();
        for (int j = 0; j < theta.length; j++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] = Math.min(theta[j] + layer.epsilon() / 4, domain.upper(j));
            down[j] = Math.max(theta[j] - layer.epsilon() / 4, domain.lower(j));
            double[] above = slope(up, pass * theta.length + j);
            double[] below = slope(down, pass * theta.length + j);
            for (int i = 0; i < theta.length; i++) {
                sum.add(i, j, (above[i] - below[i]) / (up[j] - down[j]));
            }
        }
    }

    private double[] slope(double[] point, long step) {
        return layer.smoothed(point, new NoiseKey(step, 0)).gradient().values();
    }

    /** Estimates Sigma_noise / M, the covariance of the simulated y_eps, d x d; 0 if the layer is exact. */
    static DMatrixRMaj noise(SmoothedOptimizer layer, double[] theta, int samples) {
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
