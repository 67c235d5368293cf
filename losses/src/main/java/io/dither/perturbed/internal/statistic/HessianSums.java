package io.dither.perturbed.internal.statistic;

import io.dither.layer.Estimated;
import io.dither.noise.CurvedNoise;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.Statistic;

/**
 * The value-only Hessian of F_eps: E[F(X) (grad nu grad nu^T - Hess nu)] / eps^2 (Berthet et al. 2020, proposition
 * 2.2), with a leave-one-out baseline. It needs values, but no solutions.
 */
public final class HessianSums implements Statistic<HessianSums> {
    private final CurvedNoise noise;
    private final int dimension;
    private final double[] z;
    private final double[] weights;
    private final RewardCovariance covariance;

    public HessianSums(CurvedNoise noise, int dimension) {
        this.noise = noise;
        this.dimension = dimension;
        z = new double[dimension];
        weights = new double[dimension * dimension];
        covariance = new RewardCovariance(weights.length, Reward.VALUE);
    }

    @Override
    public long doubles() {
        return weights.length + covariance.doubles();
    }

    @Override
    public boolean readsVertex() {
        return false;
    }

    @Override
    public void add(Sample sample) {
        for (int i = 0; i < dimension; i++) {
            z[i] = sample.noise(i);
        }
        noise.hessian(z, weights);
        for (int at = 0; at < weights.length; at++) {
            weights[at] = sample.score(at / dimension) * sample.score(at % dimension) - weights[at];
        }
        covariance.add(sample.value, weights);
    }

    @Override
    public void merge(HessianSums later) {
        covariance.merge(later.covariance);
    }

    @Override
    public void reset() {
        covariance.reset();
    }

    /** Returns the entries and their standard errors, row by row. */
    public Estimated estimated(double epsilon) {
        double square = epsilon * epsilon;
        double[] values = covariance.values();
        double[] errors = covariance.standardErrors();
        for (int at = 0; at < values.length; at++) {
            values[at] /= square;
            errors[at] /= square;
        }
        return covariance.estimated(values, errors);
    }
}
