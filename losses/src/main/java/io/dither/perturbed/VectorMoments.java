package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;

/**
 * Mean and variance of each coordinate of y, or of slope * y (the gradient of F(X) in theta).
 *
 * <p>Sparse vertices cost only the coordinates that they touch. Dense ones are summed relative to the first of the block,
 * so that large constant parts do not eat the digits of the variance.
 */
final class VectorMoments implements Statistic<VectorMoments> {
    private final boolean sloped;
    private long count;
    /** Sums of y - shift within a block; sums of y once sealed. */
    private final double[] sum;
    /** Sums of (y - shift)^2 within a block; sums of squared deviations from the mean once sealed. */
    private final double[] squares;

    private double[] shift = new double[0];
    private boolean sealed;

    VectorMoments(int dimension, boolean sloped) {
        this.sloped = sloped;
        sum = new double[dimension];
        squares = new double[dimension];
    }

    @Override
    public void add(Sample sample) {
        Vertex vertex = sample.vertex;
        if (vertex.isDense() || shift.length > 0) {
            addDense(sample, vertex);
        } else {
            addSparse(sample, vertex);
        }
        count++;
    }

    private void addSparse(Sample sample, Vertex vertex) {
        for (int k = 0; k < vertex.size(); k++) {
            int i = vertex.index(k);
            double y = sloped ? vertex.value(k) * sample.slope[i] : vertex.value(k);
            sum[i] += y;
            squares[i] += y * y;
        }
    }

    private void addDense(Sample sample, Vertex vertex) {
        double[] y = vertex.isDense() ? vertex.coordinates() : vertex.toArray();
        if (count == 0) {
            shift = y.clone();
        } else if (shift.length == 0) {
            shift = new double[sum.length]; // sparse vertices came first
        }
        for (int i = 0; i < sum.length; i++) {
            double deviation = (sloped ? y[i] * sample.slope[i] : y[i]) - shift[i];
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
