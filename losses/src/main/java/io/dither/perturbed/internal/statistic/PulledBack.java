package io.dither.perturbed.internal.statistic;

import io.dither.layer.Pullback;
import io.dither.oracle.Vertex;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.Statistic;
import java.util.Arrays;

/**
 * The sums of F(X) = &lt;X, y&gt; + h(y), and of solutions y pulled back to the parameters of a cost model. Memory does
 * not depend on d; the time per sample grows with the coordinates that y has.
 */
public final class PulledBack implements Statistic<PulledBack> {
    private final Pullback pullback;
    private final boolean timesSlope;
    private final double[] sum;
    private double valueSum;
    private long count;

    /** Sums y pulled back, or y times dX/dtheta if {@code timesSlope}. */
    public PulledBack(Pullback pullback, boolean timesSlope) {
        this.pullback = pullback;
        this.timesSlope = timesSlope;
        sum = new double[pullback.size()];
    }

    @Override
    public long sizeInDoubles() {
        return sum.length + 2L;
    }

    @Override
    public void add(Sample sample) {
        Vertex y = sample.vertex;
        int size = y.size();
        for (int k = 0; k < size; k++) {
            int i = y.index(k);
            double weight = timesSlope ? y.value(k) * sample.slope(i) : y.value(k);
            if (weight != 0) {
                pullback.add(i, weight, sum);
            }
        }
        valueSum += sample.value;
        count++;
    }

    @Override
    public void merge(PulledBack later) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += later.sum[i];
        }
        valueSum += later.valueSum;
        count += later.count;
    }

    @Override
    public void reset() {
        Arrays.fill(sum, 0);
        valueSum = 0;
        count = 0;
    }

    /** Returns the mean of F(X). */
    public double value() {
        return StandardError.requireFinite(new double[] {valueSum / count}, count)[0];
    }

    /**
     * Returns the mean of the vectors that were pulled back. If they are y times dX/dtheta, or y where dX/dtheta is 1,
     * it is the gradient of the mean of F(X) in the parameters of the cost model.
     */
    public double[] mean() {
        double[] mean = new double[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = sum[i] / count;
        }
        return StandardError.requireFinite(mean, count);
    }
}
