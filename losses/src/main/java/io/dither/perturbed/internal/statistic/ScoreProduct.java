package io.dither.perturbed.internal.statistic;

import io.dither.layer.Estimated;
import io.dither.perturbed.internal.engine.Perturbation;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.SampleLanes;
import io.dither.perturbed.internal.engine.Statistic;

/** The gradient in theta of the expectation of a reward: its covariance with grad nu, times the score factor. */
public final class ScoreProduct implements Statistic<ScoreProduct> {
    private final Reward reward;
    private final RewardCovariance covariance;

    public ScoreProduct(int dimension, Reward reward) {
        this.reward = reward;
        covariance = new RewardCovariance(dimension);
    }

    @Override
    public long doubles() {
        return covariance.doubles();
    }

    @Override
    public void add(Sample sample) {
        covariance.add(reward.of(sample), sample.score);
    }

    @Override
    public void addLanes(SampleLanes block, int from, int to) {
        reward.of(block, from, to, block.rewards);
        covariance.addLanes(block.rewards, block.score, from, to);
    }

    @Override
    public void merge(ScoreProduct later) {
        covariance.merge(later.covariance);
    }

    @Override
    public void reset() {
        covariance.reset();
    }

    public Estimated estimated(Perturbation perturbation) {
        return scaled(perturbation, covariance.values());
    }

    /** Takes the rewards as they are, in place of their differences from the mean. */
    public Estimated uncentred(Perturbation perturbation) {
        return scaled(perturbation, covariance.products());
    }

    private Estimated scaled(Perturbation perturbation, double[] values) {
        double[] errors = covariance.standardErrors();
        perturbation.scale(values, errors);
        return covariance.estimated(values, errors);
    }
}
