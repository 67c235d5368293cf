package io.dither.perturbed.internal.statistic;

import io.dither.layer.Estimated;
import io.dither.perturbed.internal.engine.Perturbation;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.SampleLanes;
import io.dither.perturbed.internal.engine.Statistic;
import java.util.Arrays;

/**
 * The covariance of a reward r with each of many weights w of mean 0: the sum of (r_m - mean r) w_m over the M samples,
 * divided by M - 1. This is the mean of (r_m - the mean of the other rewards) w_m: a leave-one-out baseline.
 *
 * <p>The estimate is a U-statistic; its standard error is {@link StandardError#ofCovariance}. Rewards are summed
 * relative to the first reward since the start or the last {@link #reset}, so that a large constant loses no digits.
 * Each result has its own loop: a shared loop would call a function per weight, which some JVMs do not inline.
 */
public final class RewardCovariance implements Statistic<RewardCovariance> {
    private final Reward reward;
    private long count;

    /** The first reward since the start or the last reset. */
    private double origin;

    /** The sum of the rewards, which here and below are relative to the origin. */
    private double rewardSum;

    /** For each weight, the sum of w over the samples. */
    private final double[] weightSums;
    /** For each weight, the sum of w^2. */
    private final double[] weightSquares;
    /** For each weight, the sum of r w. */
    private final double[] products;
    /** For each weight, the sum of r w^2. */
    private final double[] rewardWeightSquares;
    /** For each weight, the sum of (r w)^2. */
    private final double[] productSquares;
    /** The five arrays of sums, in the order of {@link io.dither.oracle.BlockKernel#addProducts}. */
    private final double[][] sums;

    /** Makes empty sums for a reward. The weights are {@link Sample#score}, unless they are passed with each sample. */
    public RewardCovariance(int size, Reward reward) {
        this.reward = reward;
        weightSums = new double[size];
        weightSquares = new double[size];
        products = new double[size];
        rewardWeightSquares = new double[size];
        productSquares = new double[size];
        sums = new double[][] {weightSums, weightSquares, products, rewardWeightSquares, productSquares};
    }

    @Override
    public long sizeInDoubles() {
        return 5L * weightSums.length;
    }

    @Override
    public void add(Sample sample) {
        add(reward.of(sample), sample.score);
    }

    @Override
    public void addLanes(SampleLanes sampleLanes, int from, int to) {
        reward.fillLanes(sampleLanes, from, to, sampleLanes.rewards);
        addLanes(sampleLanes.rewards, sampleLanes.score, from, to);
    }

    /** Adds a sample with its weights. */
    public void add(double value, double[] w) {
        if (count++ == 0) {
            origin = value;
        }
        double r = value - origin;
        rewardSum += r;
        for (int i = 0; i < weightSums.length; i++) {
            add(i, r, w[i]);
        }
    }

    /**
     * Adds the samples of a range of lanes in order; weight i of a lane is at {@code i * laneRewards.length + lane}.
     * The rewards are overwritten: they become relative to the origin.
     */
    public void addLanes(double[] laneRewards, double[] w, int from, int to) {
        if (count == 0) {
            origin = laneRewards[from];
        }
        count += to - from;
        for (int lane = from; lane < to; lane++) {
            laneRewards[lane] -= origin;
            rewardSum += laneRewards[lane];
        }
        SampleLanes.KERNEL.addProducts(laneRewards, w, from, to, 0, sums); // from weight 0 on
    }

    private void add(int i, double r, double weight) {
        double product = r * weight;
        weightSums[i] += weight;
        weightSquares[i] += weight * weight;
        products[i] += product;
        rewardWeightSquares[i] += product * weight;
        productSquares[i] += product * product;
    }

    @Override
    public void merge(RewardCovariance later) {
        double delta = later.origin - origin;
        for (int i = 0; i < weightSums.length; i++) {
            products[i] += later.products[i] + delta * later.weightSums[i];
            productSquares[i] += later.productSquares[i]
                    + 2 * delta * later.rewardWeightSquares[i]
                    + delta * delta * later.weightSquares[i];
            rewardWeightSquares[i] += later.rewardWeightSquares[i] + delta * later.weightSquares[i];
            weightSums[i] += later.weightSums[i];
            weightSquares[i] += later.weightSquares[i];
        }
        rewardSum += later.rewardSum + delta * later.count;
        count += later.count;
    }

    @Override
    public void reset() {
        count = 0;
        rewardSum = 0;
        for (double[] sum : sums) {
            Arrays.fill(sum, 0);
        }
    }

    /** Returns the covariance of the reward with weight i. */
    private double covariance(int i) {
        return (products[i] - rewardSum / count * weightSums[i]) / (count - 1);
    }

    /** Returns the sum of r_m w_m for weight i, divided by M - 1; here rewards are not relative to the origin. */
    private double uncentredCovariance(int i) {
        return (products[i] + origin * weightSums[i]) / (count - 1);
    }

    /** Returns the covariance of the reward with each weight. */
    public double[] covariances() {
        double[] covariances = new double[weightSums.length];
        for (int i = 0; i < covariances.length; i++) {
            covariances[i] = covariance(i);
        }
        return covariances;
    }

    private double[] uncentredCovariances() {
        double[] uncentred = new double[weightSums.length];
        for (int i = 0; i < uncentred.length; i++) {
            uncentred[i] = uncentredCovariance(i);
        }
        return uncentred;
    }

    /** Returns the standard errors of {@link #covariances}. */
    public double[] standardErrors() {
        double[] errors = new double[weightSums.length];
        double mean = rewardSum / count;
        for (int i = 0; i < errors.length; i++) {
            double squares = productSquares[i] - 2 * mean * rewardWeightSquares[i] + mean * mean * weightSquares[i];
            errors[i] = StandardError.ofCovariance(products[i] - mean * weightSums[i], squares, count);
        }
        return errors;
    }

    /** Returns the gradient in theta of the expected reward: covariance i times {@link Perturbation#scoreFactor} i. */
    public Estimated gradient(Perturbation perturbation) {
        return scaled(perturbation, covariances());
    }

    /**
     * Returns the same gradient for rewards that are centred already: the sum of r_m w_m, divided by M - 1, takes the
     * place of the covariance.
     */
    public Estimated uncentredGradient(Perturbation perturbation) {
        return scaled(perturbation, uncentredCovariances());
    }

    private Estimated scaled(Perturbation perturbation, double[] values) {
        double[] errors = standardErrors();
        perturbation.scale(values, errors);
        return StandardError.estimatedCovariances(values, errors, count);
    }
}
