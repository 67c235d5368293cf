package io.dither.layer;

/**
 * What keys the noise of one evaluation besides the seed: the same key draws the same noise at every theta, on any thread and
 * machine.
 *
 * @param step the step of the training; noise that is held fixed keeps it
 * @param example the key of the example: its index, or the hash of its id where the order of rows shall not matter
 */
public record NoiseKey(long step, long example) {
    /** Step 0 of example 0. */
    public static final NoiseKey ZERO = new NoiseKey(0, 0);
}
