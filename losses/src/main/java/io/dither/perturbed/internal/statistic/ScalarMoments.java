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
    private final int samplesPerUnit;
    private final Reward reward;
    /** The number of samples of a unit that is not complete yet. */
    private int pending;
    /** The sum of the rewards of these samples. */
    private double pendingSum;

    /** The number of complete units. */
    private long count;

    private double origin;
    /** The sum of value - origin within a block; the mean once sealed. */
    private double mean;
    /** The sum of (value - origin)^2 within a block; the sum of squared deviations from the mean once sealed. */
    private double squares;

    /** Counts the mean of each {@code samplesPerUnit} consecutive samples as one independent unit. */
    public ScalarMoments(int samplesPerUnit, Reward reward) {
        this.samplesPerUnit = samplesPerUnit;
        this.reward = reward;
    }

    @Override
    public long sizeInDoubles() {
        return 4;
    }

    @Override
    public boolean readsVertex() {
        return reward.readsVertex();
    }

    @Override
    public void add(Sample sample) {
        pendingSum += reward.of(sample);
        if (++pending == samplesPerUnit) {
            add(pendingSum / samplesPerUnit);
            pending = 0;
            pendingSum = 0;
        }
    }

    @Override
    public void addLanes(SampleLanes sampleLanes, int from, int to) {
        if (samplesPerUnit > 1) {
            Statistic.super.addLanes(sampleLanes, from, to);
            return;
        }
        double[] values = sampleLanes.rewards;
        reward.fillLanes(sampleLanes, from, to, values);
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

    /** Returns the mean with its standard error. The error is NaN if there are fewer than two units, or all agree. */
    public Estimated estimated() {
        double error = StandardError.ofMean(mean, squares, count);
        return StandardError.estimatedMeans(new double[] {mean}, new double[] {error}, count);
    }
}
