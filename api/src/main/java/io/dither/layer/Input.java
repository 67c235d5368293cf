package io.dither.layer;

import static java.util.Objects.requireNonNull;

import io.dither.oracle.LinearOracle;

/**
 * The input of a layer. The inputs of a batch may differ in their oracle, and so in their dimension.
 *
 * @param theta the scores or costs, length d; not copied, and must not change while the input is in use
 * @param key the key of the noise
 * @param oracle the oracle of this input: the oracle of the layer, or another oracle with the same {@link
 *     LinearOracle#sense}
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Input(double[] theta, NoiseKey key, LinearOracle oracle) {
    /** Requires components that are not null. */
    public Input {
        requireNonNull(theta, "theta");
        requireNonNull(key, "key");
        requireNonNull(oracle, "oracle");
    }
}
