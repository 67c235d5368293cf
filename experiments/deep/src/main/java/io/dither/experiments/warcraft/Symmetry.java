package io.dither.experiments.warcraft;

import ai.djl.ndarray.NDArray;
import io.dither.random.KeyedRandom;

/**
 * The symmetries of a map that keep its cheapest paths from corner to corner cheapest.
 *
 * <p>If there are several cheapest paths, the data has the one that its solver found first, in the order of rows and columns. A network that
 * sees each map in one position learns this order too, by costs that are not those of the terrain.
 */
enum Symmetry {
    /** The map as it is. */
    IDENTITY,
    /** Rows become columns. */
    TRANSPOSED,
    /** Half a turn: start and end change places. */
    TURNED,
    /** Rows become columns, then half a turn. */
    TRANSPOSED_AND_TURNED;

    /** No example has this index, so the choice is independent of noise and order. */
    private static final long STREAM = -6;

    /** Picks one for all maps of a step, each equally likely. */
    static Symmetry pick(long seed, long step) {
        KeyedRandom random = new KeyedRandom(seed);
        random.key(seed, step, STREAM);
        random.sample(0);
        return values()[random.nextInt(values().length)];
    }

    /** Moves the entries of a batch of images, (n, channels, rows, rows), or of cells, (n, rows, rows). */
    NDArray of(NDArray batch) {
        int columns = batch.getShape().dimension() - 1;
        NDArray moved =
                this == TRANSPOSED || this == TRANSPOSED_AND_TURNED ? batch.swapAxes(columns - 1, columns) : batch;
        return this == TURNED || this == TRANSPOSED_AND_TURNED ? moved.flip(columns - 1, columns) : moved;
    }
}
