package io.dither.layer;

import static java.util.Objects.requireNonNull;

import io.dither.oracle.LinearOracle;

/**
 * The input of a loss, with the observation. The examples of a batch may differ in their oracle, and so in their
 * dimension.
 *
 * @param theta the scores or costs, length d; not copied, and must not change while the example is in use
 * @param target the observation
 * @param key the key of the noise
 * @param oracle the oracle of this example: the oracle of the loss, or another oracle with the same {@link
 *     LinearOracle#sense}
 * @param <T> the type of the target
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Example<T extends Target>(double[] theta, T target, NoiseKey key, LinearOracle oracle) {
    /** Requires components that are not null. */
    public Example {
        requireNonNull(theta, "theta");
        requireNonNull(target, "target");
        requireNonNull(key, "key");
        requireNonNull(oracle, "oracle");
    }

    /**
     * Returns the example without its target.
     *
     * @return the input of a layer
     */
    public Input input() {
        return new Input(theta, key, oracle);
    }
}
