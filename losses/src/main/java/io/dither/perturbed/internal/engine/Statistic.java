package io.dither.perturbed.internal.engine;

/**
 * A sum over samples that an estimate is made of. One instance collects one block of samples and is then sealed; blocks are
 * merged in order, so that the bits do not depend on threads.
 *
 * @param <S> the type itself
 */
public interface Statistic<S extends Statistic<S>> {
    /** Returns the approximate memory in doubles, which limits the number of blocks that are held at a time. */
    long doubles();

    /** Adds one sample; reads it and keeps no reference. */
    void add(Sample sample);

    /** Returns whether it looks at {@link Sample#vertex}, which lanes then make for each of them. */
    default boolean readsVertex() {
        return true;
    }

    /** Adds the samples of some lanes in order, with the bits of adding them one by one. */
    default void addLanes(SampleLanes block, int from, int to) {
        if (readsVertex()) {
            block.vertices.unpack();
        }
        int lane = from;
        try {
            for (; lane < to; lane++) {
                add(block.samples[lane]);
            }
        } catch (Throwable failure) {
            throw new LaneFailure(lane, failure);
        }
    }

    /** Ends the block: called once, by the thread that filled it, before any merge or read, which then change nothing. */
    default void seal() {}

    /** Adds the samples of a later block, both sealed; the later one is spent until it is reset. */
    void merge(S later);

    /** Becomes empty, for another block. */
    void reset();

    /** Frees the memory that only adding needs: after sealing there will be merges and reads, but no reset. */
    default void release() {}
}
