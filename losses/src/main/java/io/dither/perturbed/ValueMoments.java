package io.dither.perturbed;

/** Mean and variance of F(X), by Welford's recurrence and its merge (Chan, Golub and LeVeque, 1983). */
final class ValueMoments implements Statistic<ValueMoments> {
    private long count;
    private double mean;
    private double squares;

    @Override
    public void add(Sample sample) {
        add(sample.value);
    }

    void add(double value) {
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
    }

    @Override
    public void merge(ValueMoments later) {
        long total = count + later.count;
        double delta = later.mean - mean;
        squares += later.squares + delta * delta * count * later.count / total;
        mean += delta * later.count / total;
        count = total;
    }

    double mean() {
        return mean;
    }

    /** Returns the standard error of the mean, NaN for fewer than two samples. */
    double standardError() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
    }
}
