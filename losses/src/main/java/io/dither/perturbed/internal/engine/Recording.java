package io.dither.perturbed.internal.engine;

import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * The solutions of all samples in their order, so that a later pass over the same noise need not solve again. If the
 * solutions have more coordinates than a limit, the recording is empty.
 */
public final class Recording implements Statistic<Recording> {
    private final int dimension;
    private final long maxCoordinates;
    private int samples;
    /** The number of recorded coordinates, over all samples. */
    private int size;
    /** Whether the solutions had more coordinates than the limit. */
    private boolean isOverLimit;
    /** The end (exclusive) of the coordinates of each sample in {@link #indices} and {@link #values}. */
    private int[] ends = new int[8];
    /** The offset h(y) of each sample. */
    private double[] offsets = new double[8];
    /** The gap of each sample. */
    private double[] gaps = new double[8];
    /** The indices of the coordinates of all samples, one sample after another. */
    private int[] indices = new int[64];
    /** The values of these coordinates. */
    private double[] values = new double[64];

    /** Records vertices of a dimension as long as they have at most {@code maxCoordinates} coordinates in all. */
    public Recording(int dimension, long maxCoordinates) {
        this.dimension = dimension;
        // an array has at most about 2^31 elements
        this.maxCoordinates = Math.min(maxCoordinates, Integer.MAX_VALUE - dimension);
    }

    @Override
    public long sizeInDoubles() {
        // all coordinates of a block may be nonzero; twice as many for the indices and for room to grow
        return Math.min(maxCoordinates, 2L * MonteCarlo.blockSize(dimension) * dimension);
    }

    @Override
    public void add(Sample sample) {
        Vertex vertex = sample.vertex;
        int added = vertex.size();
        reserve(1, added);
        if (isOverLimit) {
            return;
        }
        for (int k = 0; k < added; k++) {
            indices[size] = vertex.index(k);
            values[size++] = vertex.value(k);
        }
        offsets[samples] = vertex.offset();
        gaps[samples] = vertex.gap();
        ends[samples++] = size;
    }

    /** Makes room for samples and coordinates; if this exceeds the limit, the recording is emptied. */
    private void reserve(int addedSamples, int addedSize) {
        isOverLimit |= size + (long) addedSize > maxCoordinates;
        if (isOverLimit) {
            reset();
            isOverLimit = true;
            return;
        }
        if (samples + addedSamples > ends.length) {
            ends = Arrays.copyOf(ends, Math.max(2 * ends.length, samples + addedSamples));
            offsets = Arrays.copyOf(offsets, ends.length);
            gaps = Arrays.copyOf(gaps, ends.length);
        }
        if (size + addedSize > values.length) {
            int length = (int) Math.min(maxCoordinates, Math.max(2L * values.length, size + addedSize));
            indices = Arrays.copyOf(indices, length);
            values = Arrays.copyOf(values, length);
        }
    }

    @Override
    public void merge(Recording later) {
        isOverLimit |= later.isOverLimit;
        reserve(later.samples, later.size);
        if (isOverLimit) {
            return;
        }
        System.arraycopy(later.indices, 0, indices, size, later.size);
        System.arraycopy(later.values, 0, values, size, later.size);
        for (int m = 0; m < later.samples; m++) {
            offsets[samples] = later.offsets[m];
            gaps[samples] = later.gaps[m];
            ends[samples++] = size + later.ends[m];
        }
        size += later.size;
    }

    @Override
    public void reset() {
        samples = 0;
        size = 0;
        isOverLimit = false;
    }

    /** Returns whether the solutions of all samples were recorded. */
    public boolean isComplete() {
        return !isOverLimit;
    }

    /** Returns the number of recorded samples: all samples, or 0 if their solutions exceed the limit. */
    public int samples() {
        return samples;
    }

    /** Fills a vertex with the solution of sample m. */
    public void copyTo(int m, Vertex vertex) {
        vertex.clear();
        for (int k = m == 0 ? 0 : ends[m - 1]; k < ends[m]; k++) {
            vertex.add(indices[k], values[k]);
        }
        vertex.offset(offsets[m]);
        vertex.gap(gaps[m]);
    }
}
