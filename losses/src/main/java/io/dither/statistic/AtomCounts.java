package io.dither.statistic;

import io.dither.engine.MonteCarlo;
import io.dither.engine.Sample;
import io.dither.engine.Statistic;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/** Counts how often each solution comes; identical solutions are merged. Memory grows with the distinct ones only. */
public final class AtomCounts implements Statistic<AtomCounts> {
    /** A solution by its coordinates that are not 0, in the order of their indices. */
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

    private final int dimension;
    private final Map<Key, Integer> counts = new LinkedHashMap<>();

    public AtomCounts(int dimension) {
        this.dimension = dimension;
    }

    @Override
    public long doubles() {
        return 2L * MonteCarlo.blockSize(dimension) * dimension; // where all solutions of a block differ and are dense
    }

    @Override
    public void add(Sample sample) {
        counts.merge(Key.of(sample.vertex), 1, Integer::sum);
    }

    @Override
    public void merge(AtomCounts later) {
        later.counts.forEach((key, count) -> counts.merge(key, count, Integer::sum));
    }

    @Override
    public void reset() {
        counts.clear();
    }

    /** Hands over each distinct solution, length d, with how often it came, in the order in which they came first. */
    public void forEach(ObjIntConsumer<double[]> consumer) {
        counts.forEach((key, count) -> consumer.accept(key.toArray(dimension), count));
    }
}
