package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;
import org.jspecify.annotations.Nullable;

/**
 * Mean and variance of each coordinate of y, or of slope * y (the gradient of F(X) in theta).
 *
 * <p>A vertex costs only the coordinates that it touches. Each coordinate is summed relative to its first value in the
 * block, so that large constant parts do not eat the digits of the variance; the samples that do not touch it are zeros,
 * counted when the block is sealed.
 */
final class VectorMoments implements Statistic<VectorMoments> {
    private static final double[] NONE = new double[0];

    private final boolean sloped;
    private final @Nullable PairMean pair;
    private long count;
    /** Sums of y - shift within a block; sums of y once sealed. */
    private final double[] sum;
    /** Sums of (y - shift)^2 within a block; sums of squared deviations from the mean once sealed. */
    private final double[] squares;

    private double[] shift;
    /** How many samples of the block touch a coordinate. */
    private int[] touches;

    /** Counts each run of {@code unit} samples as one independent observation, their mean. */
    VectorMoments(int dimension, int unit, boolean sloped) {
        this.sloped = sloped;
        sum = new double[dimension];
        squares = new double[dimension];
        shift = new double[dimension];
        touches = new int[dimension];
        pair = unit == 2 ? new PairMean(dimension) : null;
    }

    @Override
    public long doubles() {
        return 4L * sum.length + (pair == null ? 0 : 6L * sum.length);
    }

    @Override
    public void add(Sample sample) {
        if (pair == null) {
            add(sample.vertex, sloped ? sample.slope : NONE);
        } else if (pair.add(sample.vertex, sloped ? sample.slope : NONE)) {
            add(pair.mean(), NONE);
        }
    }

    private void add(Vertex vertex, double[] slope) {
        for (int k = 0; k < vertex.size(); k++) {
            int i = vertex.index(k);
            double y = slope.length > 0 ? vertex.value(k) * slope[i] : vertex.value(k);
            if (touches[i]++ == 0) {
                shift[i] = y;
            }
            double deviation = y - shift[i];
            sum[i] += deviation;
            squares[i] += deviation * deviation;
        }
        count++;
    }

    /** Joins the samples that touch a coordinate with those that do not, whose value is 0. */
    @Override
    public void seal() {
        for (int i = 0; i < sum.length; i++) {
            double touched = touches[i];
            if (touched > 0) {
                double within = Math.max(0, squares[i] - sum[i] * sum[i] / touched);
                double mean = shift[i] + sum[i] / touched;
                squares[i] = within + mean * mean * (touched * (count - touched) / count);
                sum[i] += shift[i] * touched;
            }
        }
        shift = NONE;
        touches = new int[0];
    }

    @Override
    public void merge(VectorMoments later) {
        double total = count + later.count;
        double weight = (double) count * later.count / total;
        for (int i = 0; i < sum.length; i++) {
            double delta = later.sum[i] / later.count - sum[i] / count;
            squares[i] += later.squares[i] + delta * delta * weight;
            sum[i] += later.sum[i];
        }
        count += later.count;
    }

    Estimated estimated() {
        double[] mean = new double[sum.length];
        double[] errors = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = sum[i] / count;
            errors[i] = count < 2 ? Double.NaN : Math.sqrt(squares[i] / (count - 1) / count);
        }
        return new Estimated(mean, errors);
    }
}
