package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;
import org.jspecify.annotations.Nullable;

/**
 * Mean and variance of each coordinate of y, or of slope * y (the gradient of F(X) in theta).
 *
 * <p>Sparse vertices cost only the coordinates that they touch. Dense ones are summed relative to the first of the block,
 * so that large constant parts do not eat the digits of the variance.
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

    private double[] shift = new double[0];
    private boolean sealed;

    /** Counts each run of {@code unit} samples as one independent observation, their mean. */
    VectorMoments(int dimension, int unit, boolean sloped) {
        this.sloped = sloped;
        sum = new double[dimension];
        squares = new double[dimension];
        pair = unit == 2 ? new PairMean(dimension) : null;
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
        if (vertex.isDense() || shift.length > 0) {
            addDense(vertex.isDense() ? vertex.coordinates() : vertex.toArray(), slope);
        } else {
            addSparse(vertex, slope);
        }
        count++;
    }

    private void addSparse(Vertex vertex, double[] slope) {
        for (int k = 0; k < vertex.size(); k++) {
            int i = vertex.index(k);
            double y = slope.length > 0 ? vertex.value(k) * slope[i] : vertex.value(k);
            sum[i] += y;
            squares[i] += y * y;
        }
    }

    private void addDense(double[] y, double[] slope) {
        if (count == 0) {
            shift = y.clone();
        } else if (shift.length == 0) {
            shift = new double[sum.length]; // sparse vertices came first
        }
        for (int i = 0; i < sum.length; i++) {
            double deviation = (slope.length > 0 ? y[i] * slope[i] : y[i]) - shift[i];
            sum[i] += deviation;
            squares[i] += deviation * deviation;
        }
    }

    @Override
    public void merge(VectorMoments later) {
        seal();
        later.seal();
        double total = count + later.count;
        double weight = (double) count * later.count / total;
        for (int i = 0; i < sum.length; i++) {
            double delta = later.sum[i] / later.count - sum[i] / count;
            squares[i] += later.squares[i] + delta * delta * weight;
            sum[i] += later.sum[i];
        }
        count += later.count;
    }

    /** Turns block sums into the sum and the squared deviations from the mean. */
    private void seal() {
        if (sealed) {
            return;
        }
        for (int i = 0; i < sum.length; i++) {
            squares[i] = Math.max(0, squares[i] - sum[i] * sum[i] / count);
            if (shift.length > 0) {
                sum[i] += shift[i] * count;
            }
        }
        sealed = true;
    }

    Estimated estimated() {
        seal();
        double[] mean = new double[sum.length];
        double[] errors = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = sum[i] / count;
            errors[i] = count < 2 ? Double.NaN : Math.sqrt(squares[i] / (count - 1) / count);
        }
        return new Estimated(mean, errors);
    }
}
