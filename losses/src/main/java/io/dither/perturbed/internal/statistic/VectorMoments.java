package io.dither.perturbed.internal.statistic;

import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.VertexLanes;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.SampleLanes;
import io.dither.perturbed.internal.engine.Statistic;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Mean and variance of each coordinate of y, or of y times the slope dX/dtheta, which is the gradient of F(X) in theta.
 *
 * <p>The time per sample grows with the coordinates that a vertex has, not with d. Each coordinate is summed relative
 * to its first value in the block, so that a large constant part does not cost digits of the variance. Samples without
 * a coordinate are zeros, which are added when the block is sealed.
 */
public final class VectorMoments implements Statistic<VectorMoments> {
    private static final double[] NONE = new double[0];

    private final boolean timesSlope;
    private final @Nullable PairMean pair;
    private long count;
    /** Sums of y - origin within a block; sums of y once sealed. */
    private final double[] sum;
    /** Sums of (y - origin)^2 within a block; sums of squared deviations from the mean once sealed. */
    private final double[] squares;

    /** The first value of each coordinate in the block. */
    private double[] origin;
    /** The number of samples of the block that have each coordinate. */
    private int[] occurrences;
    /** Whether the block has a dense sample, so that every coordinate has a first value. */
    private boolean hasDenseSample;

    /** Counts the mean of each {@code samplesPerUnit} consecutive samples, 1 or 2, as one independent unit. */
    public VectorMoments(int dimension, int samplesPerUnit, boolean timesSlope) {
        this.timesSlope = timesSlope;
        sum = new double[dimension];
        squares = new double[dimension];
        origin = new double[dimension];
        occurrences = new int[dimension];
        pair = samplesPerUnit == 2 ? new PairMean(dimension) : null;
    }

    @Override
    public long sizeInDoubles() {
        return 4L * sum.length + (pair == null ? 0 : 6L * sum.length);
    }

    @Override
    public void add(Sample sample) {
        if (pair != null) {
            if (pair.add(sample, timesSlope)) {
                add(pair.mean());
            }
        } else if (timesSlope) {
            Vertex vertex = sample.vertex;
            for (int k = 0; k < vertex.size(); k++) {
                int i = vertex.index(k);
                add(i, vertex.value(k) * sample.slope(i));
            }
            count++;
        } else {
            add(sample.vertex);
        }
    }

    @Override
    public void addLanes(SampleLanes sampleLanes, int from, int to) {
        VertexLanes vertices = sampleLanes.vertices;
        if (pair != null || timesSlope || !(vertices.hasBlock() || vertices.isOnes())) {
            Statistic.super.addLanes(sampleLanes, from, to);
            return;
        }
        // a coordinate of 1 does not deviate from its first value, so that it is enough to count its occurrences
        if (vertices.isOnes()) {
            addOnes(vertices.indices(), sampleLanes.lanes, from, to);
        } else if (vertices.isZeroOne()) {
            SampleLanes.KERNEL.countOnes(vertices.block(), from, to, occurrences);
            Arrays.fill(origin, 1);
        } else {
            addDense(vertices.block(), sampleLanes.lanes, from, to);
        }
        count += to - from;
    }

    /** Adds 0/1 solutions; {@code ones[k * lanes + lane]} is the k-th coordinate that is 1 in a lane. */
    private void addOnes(int[] ones, int lanes, int from, int to) {
        for (int first = 0; first < ones.length; first += lanes) {
            for (int at = first + from; at < first + to; at++) {
                occurrences[ones[at]]++;
                origin[ones[at]] = 1;
            }
        }
    }

    private void addDense(double[] y, int lanes, int from, int to) {
        for (int i = 0, at = from; i < sum.length; i++, at += lanes) {
            if (occurrences[i] == 0) {
                origin[i] = y[at];
            }
            occurrences[i] += to - from;
        }
        SampleLanes.KERNEL.addDeviations(y, origin, from, to, 0, sum, squares);
    }

    private void add(Vertex vertex) {
        double[] y = vertex.coordinates();
        if (hasDenseSample && y.length > 0) { // y is empty if the vertex is sparse
            addAll(y);
        } else {
            int size = vertex.size();
            for (int k = 0; k < size; k++) {
                add(vertex.index(k), vertex.value(k));
            }
            hasDenseSample |= vertex.isDense();
        }
        count++;
    }

    private void addAll(double[] y) {
        for (int i = 0; i < sum.length; i++) {
            occurrences[i]++;
        }
        for (int i = 0; i < sum.length; i++) {
            addDeviation(i, y[i]);
        }
    }

    private void add(int i, double y) {
        if (occurrences[i]++ == 0) {
            origin[i] = y;
        }
        addDeviation(i, y);
    }

    private void addDeviation(int i, double y) {
        double deviation = y - origin[i];
        sum[i] += deviation;
        squares[i] += deviation * deviation;
    }

    /** Adds the samples without a coordinate, whose value is 0. */
    @Override
    public void seal() {
        for (int i = 0; i < sum.length; i++) {
            seal(i, occurrences[i]);
        }
    }

    /** Ends the sums of coordinate i, which {@code occurred} samples of the block have (a double, for divisions). */
    private void seal(int i, double occurred) {
        double within = 0; // squared deviations among these samples
        double mean = origin[i];
        if (squares[i] > 0) { // false if the values that occur are equal, as for 0/1 points
            within = Math.max(0, squares[i] - sum[i] * sum[i] / occurred);
            mean += sum[i] / occurred;
        }
        // the last term is 0 if all or no samples have the coordinate; computed, it could be NaN (0 / 0, or 0 times
        // infinity)
        boolean isAllOrNone = occurred == 0 || occurred == count;
        squares[i] = isAllOrNone ? within : within + mean * mean * (occurred * (count - occurred) / count);
        sum[i] += origin[i] * occurred;
    }

    @Override
    public void reset() {
        if (pair != null) {
            pair.reset();
        }
        count = 0;
        hasDenseSample = false;
        Arrays.fill(sum, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(occurrences, 0);
    }

    @Override
    public void release() {
        origin = NONE;
        occurrences = new int[0];
    }

    @Override
    public void merge(VectorMoments later) {
        double mergedCount = count + later.count;
        double weight = (double) count * later.count / mergedCount;
        for (int i = 0; i < sum.length; i++) {
            double delta = later.sum[i] / later.count - sum[i] / count;
            squares[i] += later.squares[i] + delta * delta * weight;
            sum[i] += later.sum[i];
        }
        count += later.count;
    }

    public double[] mean() {
        double[] mean = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = sum[i] / count;
        }
        return mean;
    }

    /**
     * Returns the mean, with the standard errors of 0/1 coordinates after adding pseudo-samples, of which one half is 0
     * and the other half is 1. These errors are above 0 even if all samples agree (Agresti and Coull, 1998).
     */
    public Estimated estimatedWithPseudoSamples(int pseudoSamples) {
        double[] mean = mean();
        double[] errors = new double[sum.length];
        double allSamples = count + pseudoSamples;
        for (int i = 0; i < sum.length; i++) {
            double distance = mean[i] - 0.5;
            errors[i] = Math.sqrt(
                    (squares[i] + pseudoSamples / 4.0 + count * pseudoSamples / allSamples * distance * distance)
                            / (allSamples - 1)
                            / allSamples);
        }
        return StandardError.estimatedMeans(mean, errors, count);
    }

    public Estimated estimated() {
        double[] mean = mean();
        double[] errors = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            errors[i] = StandardError.ofMean(mean[i], squares[i], count);
        }
        return StandardError.estimatedMeans(mean, errors, count);
    }
}
