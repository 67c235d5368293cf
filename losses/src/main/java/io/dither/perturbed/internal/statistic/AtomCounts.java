package io.dither.perturbed.internal.statistic;

import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;
import io.dither.perturbed.internal.engine.MonteCarlo;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.Statistic;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts how many samples each atom has. An atom is a distinct solution that was drawn. Memory grows with the number of
 * atoms only.
 */
public final class AtomCounts implements Statistic<AtomCounts> {
    /** A solution: its nonzero coordinates in the order of their indices. */
    @SuppressWarnings("ArrayRecordComponent") // equality is by content, below
    private record Key(int[] indices, double[] values) {
        static Key of(Vertex vertex) {
            long[] packed = new long[vertex.size()];
            int size = 0;
            for (int k = 0; k < packed.length; k++) {
                if (vertex.value(k) != 0) {
                    packed[size++] = ((long) vertex.index(k) << 32) | k;
                }
            }
            Arrays.sort(packed, 0, size);
            int[] indices = new int[size];
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                indices[i] = (int) (packed[i] >>> 32);
                values[i] = vertex.value((int) packed[i]);
            }
            return new Key(indices, values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(indices, key.indices) && Arrays.equals(values, key.values);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
        }

        double[] toArray(int dimension) {
            double[] y = new double[dimension];
            for (int i = 0; i < indices.length; i++) {
                y[indices[i]] = values[i];
            }
            return y;
        }
    }

    /** The number of samples with a solution, and of pairs in which both samples have it. */
    private record Count(int samples, int pairs) {
        Count plus(Count added) {
            return new Count(samples + added.samples, pairs + added.pairs);
        }
    }

    private static final Count NONE = new Count(0, 0);
    private static final Count ONCE = new Count(1, 0);
    /** The second sample of a pair, if it has the same solution as the first. */
    private static final Count AGAIN = new Count(1, 1);

    private final int dimension;
    private final int samplesPerUnit;
    private final Map<Key, Count> counts = new LinkedHashMap<>();
    private long samples;
    /** The first solution of a pair whose second solution is not drawn yet. */
    private @Nullable Key firstOfPair;

    /** Counts each {@code samplesPerUnit} consecutive samples, 1 or 2, as one independent unit. */
    public AtomCounts(int dimension, int samplesPerUnit) {
        this.dimension = dimension;
        this.samplesPerUnit = samplesPerUnit;
    }

    @Override
    public long sizeInDoubles() {
        // at most: all solutions of a block differ and are dense, so that each coordinate has an index and a value
        return 2L * MonteCarlo.blockSize(dimension) * dimension;
    }

    @Override
    public void add(Sample sample) {
        Key key = Key.of(sample.vertex);
        counts.merge(key, key.equals(firstOfPair) ? AGAIN : ONCE, Count::plus);
        firstOfPair = ++samples % samplesPerUnit == 0 ? null : key;
    }

    @Override
    public void merge(AtomCounts later) {
        later.counts.forEach((key, count) -> counts.merge(key, count, Count::plus));
        samples += later.samples;
    }

    @Override
    public void reset() {
        counts.clear();
        samples = 0;
        firstOfPair = null;
    }

    /** Returns the distinct solutions, length d each, in the order in which they were first drawn. */
    public List<double[]> solutions() {
        return counts.keySet().stream().map(key -> key.toArray(dimension)).toList();
    }

    /** Returns, for each solution of {@code allCounts}, the share of the samples counted here that have it. */
    public Estimated shares(AtomCounts allCounts) {
        long units = samples / samplesPerUnit;
        double[] shares = new double[allCounts.counts.size()];
        double[] errors = new double[shares.length];
        int i = 0;
        for (Key key : allCounts.counts.keySet()) {
            Count count = counts.getOrDefault(key, NONE);
            shares[i] = (double) count.samples / samples;
            // The sum of the squared shares of units. Without pairs, each sample with the solution adds 1. With pairs,
            // it adds (1/2)^2 = 1/4, and a pair in which both samples have it adds 2/4 more, to reach 1.
            double squares = (count.samples + 2.0 * count.pairs) / (samplesPerUnit * samplesPerUnit);
            errors[i] = StandardError.ofMean(shares[i], squares - units * shares[i] * shares[i], units);
            i++;
        }
        return StandardError.estimatedMeans(shares, errors, units);
    }
}
