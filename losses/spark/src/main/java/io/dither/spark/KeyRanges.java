package io.dither.spark;

import org.apache.spark.Partitioner;

/**
 * Equal ranges of keys as unsigned numbers. Keys are hashes, so that each range has about the same number of examples.
 */
final class KeyRanges extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int count;

    KeyRanges(int count) {
        this.count = count;
    }

    @Override
    public int numPartitions() {
        return count;
    }

    @Override
    public int getPartition(Object key) {
        // the upper 32 bits of the key, as a fraction of 2^32, times the number of ranges
        return (int) ((((Long) key >>> Integer.SIZE) * count) >>> Integer.SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyRanges ranges && ranges.count == count;
    }

    @Override
    public int hashCode() {
        return count;
    }
}
