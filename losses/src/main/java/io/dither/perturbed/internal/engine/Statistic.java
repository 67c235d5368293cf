package io.dither.perturbed.internal.engine;

/**
 * Sums over samples from which an estimate is computed, or a record of the samples. An instance collects a block of
 * samples and is then sealed; blocks are merged in order, so that results do not depend on threads.
 *
 * @param <S> the type itself
 */
public interface Statistic<S extends Statistic<S>> {
    /** Returns the approximate size in doubles, which limits the number of blocks that are held at a time. */
    long sizeInDoubles();

    /** Adds a sample; keeps no reference to it. */
    void add(Sample sample);

    /** Returns whether this statistic reads {@link Sample#vertex}. If not, lanes copy no solutions into vertices. */
    default boolean readsVertex() {
        return true;
    }

    /** Adds the samples of a range of lanes in order, with the same bits as one by one. */
    default void addLanes(SampleLanes sampleLanes, int from, int to) {
        if (readsVertex()) {
            sampleLanes.vertices.unpack();
        }
        int lane = from;
        try {
            for (; lane < to; lane++) {
                add(sampleLanes.samples[lane]);
            }
        } catch (Throwable failure) {
            throw new LaneFailure(lane, failure);
        }
    }

    /** Ends the block. It is called once per block, by the thread that filled the block, before merges and reads. */
    default void seal() {}

    /**
     * Adds the samples of a later block; both blocks are sealed. The later block must be reset before it is used again.
     */
    void merge(S later);

    /** Empties this statistic, for another block. */
    void reset();

    /** Frees memory that only {@link #add} needs. Merges and reads may follow, but no reset. */
    default void release() {}
}
