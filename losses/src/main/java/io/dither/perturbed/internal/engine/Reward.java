package io.dither.perturbed.internal.engine;

/** A number that a statistic computes from a sample. */
@FunctionalInterface
public interface Reward {
    /** F(X), which each sample stores, so that the solution is not read again. */
    Reward VALUE = new Reward() {
        @Override
        public double of(Sample sample) {
            return sample.value;
        }

        @Override
        public boolean readsVertex() {
            return false;
        }
    };

    /** Returns the number of a sample. */
    double of(Sample sample);

    /** Returns whether this reward reads {@link Sample#vertex}. */
    default boolean readsVertex() {
        return true;
    }

    /** Fills in the numbers of the samples of a range of lanes; may overwrite the numbers of other lanes. */
    default void of(SampleLanes block, int from, int to, double[] rewards) {
        if (readsVertex()) {
            block.vertices.unpack();
        }
        int lane = from;
        try {
            for (; lane < to; lane++) {
                rewards[lane] = of(block.samples[lane]);
            }
        } catch (Throwable failure) {
            throw new LaneFailure(lane, failure);
        }
    }
}
