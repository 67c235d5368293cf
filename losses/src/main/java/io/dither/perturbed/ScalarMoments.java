package io.dither.perturbed;

import io.dither.layer.Estimated;

/** Mean and variance of a reward such as F(X), by Welford's recurrence and its merge (Chan, Golub and LeVeque, 1983). */
final class ScalarMoments implements Statistic<ScalarMoments> {
    private final int unit;
    private final Reward reward;
    private int pending;
    private double pendingSum;
    private long count;
    private double mean;
    private double squares;

    /** Counts each run of {@code unit} samples as one independent observation, their mean. */
    ScalarMoments(int unit, Reward reward) {
        this.unit = unit;
        this.reward = reward;
    }

    @Override
    public long doubles() {
        return 4;
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

    private void add(double value) {
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
    }

    @Override
    public void merge(ScalarMoments later) {
        long total = count + later.count;
        double delta = later.mean - mean;
        squares += later.squares + delta * delta * count * later.count / total;
        mean += delta * later.count / total;
        count = total;
    }

    /** Returns the mean and its standard error, NaN for fewer than two observations. */
    Estimated estimated() {
        double error = count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
        return new Estimated(new double[] {mean}, new double[] {error});
    }
}
