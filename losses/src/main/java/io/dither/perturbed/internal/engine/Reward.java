package io.dither.perturbed.internal.engine;

/** A number that is computed from a sample; a statistic estimates its mean or gradient. */
@FunctionalInterface
public interface Reward {
    /** F(X), the optimal objective at X. Each sample stores it, so that the solution is not read again. */
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

    /** Returns the reward of a sample. */
    double of(Sample sample);

    /** Returns whether this reward reads {@link Sample#vertex}. */
    default boolean readsVertex() {
        return true;
    }

    /** Fills in the rewards of the samples of a range of lanes; may overwrite the rewards of other lanes. */
    default void fillLanes(SampleLanes sampleLanes, int from, int to, double[] rewards) {
        if (readsVertex()) {
            sampleLanes.vertices.unpack();
        }
        int lane = from;
        try {
            for (; lane < to; lane++) {
                rewards[lane] = of(sampleLanes.samples[lane]);
            }
        } catch (Throwable failure) {
            throw new LaneFailure(lane, failure);
        }
    }
}
