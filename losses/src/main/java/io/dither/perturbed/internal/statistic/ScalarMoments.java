package io.dither.perturbed.internal.statistic;

import io.dither.layer.Estimated;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.SampleLanes;
import io.dither.perturbed.internal.engine.Statistic;

/**
 * Mean and variance of a reward such as F(X). Within a block sums are relative to the first value of the block; blocks
 * are merged by the formula of Chan, Golub and LeVeque (1983).
 */
public final class ScalarMoments implements Statistic<ScalarMoments> {
    private final int unit;
    private final Reward reward;
    /** The number of samples of an observation that is not complete yet. */
    private int pending;
    /** The sum of the rewards of these samples. */
    private double pendingSum;

    private long count;
    private double origin;
    /** The sum of value - origin within a block; the mean once sealed. */
    private double mean;
    /** The sum of (value - origin)^2 within a block; the sum of squared deviations from the mean once sealed. */
    private double squares;

    /** Counts the mean of each {@code unit} consecutive samples as one independent observation. */
    public ScalarMoments(int unit, Reward reward) {
        this.unit = unit;
        this.reward = reward;
    }

    @Override
    public long doubles() {
        return 4;
    }

    @Override
    public boolean readsVertex() {
        return reward.readsVertex();
    }

    @Override
    public void add(Sample sample) {
        pendingSum += reward.of(sample);
        if (++pending == unit) {
            add(pendingSum / unit);
            pending = 0;
            pendingSum = 0;
        }
    }

    @Override
    public void addLanes(SampleLanes block, int from, int to) {
        if (unit > 1) {
            Statistic.super.addLanes(block, from, to);
            return;
        }
        double[] values = block.rewards;
        reward.of(block, from, to, values);
        if (count == 0) {
            origin = values[from];
        }
        count += to - from;
        double sum = mean;
        double squareSum = squares;
        for (int lane = from; lane < to; lane++) {
            double deviation = values[lane] - origin;
            sum += deviation;
            squareSum += deviation * deviation;
        }
        mean = sum;
        squares = squareSum;
    }

    private void add(double value) {
        if (count++ == 0) {
            origin = value;
        }
        double deviation = value - origin;
        mean += deviation;
        squares += deviation * deviation;
    }

    @Override
    public void seal() {
        if (count > 0) {
            squares = Math.max(0, squares - mean * mean / count);
            mean = origin + mean / count;
        }
    }

    @Override
    public void merge(ScalarMoments later) {
        long mergedCount = count + later.count;
        if (later.count == 0) {
            return;
        }
        double delta = later.mean - mean;
        squares += later.squares + delta * delta * count * later.count / mergedCount;
        mean += delta * later.count / mergedCount;
        count = mergedCount;
    }

    @Override
    public void reset() {
        pending = 0;
        pendingSum = 0;
        count = 0;
        mean = 0;
        squares = 0;
    }

    /**
     * Returns the mean and its standard error, which is NaN for fewer than two observations, or if all observations
     * agree.
     */
    public Estimated estimated() {
        double error = StandardError.ofMean(mean, squares, count);
        return StandardError.ofMeans(new double[] {mean}, new double[] {error}, count);
    }
}
