package io.dither.layer;

/**
 * The key of the noise of one evaluation, in addition to the seed: the same key draws the same noise at every theta, on
 * any thread and machine.
 *
 * @param step the step of the training, or the number of a replicate; constant if all steps use the same noise
 * @param example the key of the example: its index, or the hash of its id if the order of rows should not matter
 */
public record NoiseKey(long step, long example) {
    /** Step 0 of example 0. */
    public static final NoiseKey ZERO = new NoiseKey(0, 0);
}
