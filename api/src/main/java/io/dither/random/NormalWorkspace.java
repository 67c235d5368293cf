package io.dither.random;

/** What {@link NormalKernel#fill} needs beside its result: the streams, one a lane, and their states. Not thread-safe. */
public final class NormalWorkspace {
    /** The stream of each lane, as {@link KeyedRandom#stream(long)} takes it; chosen by the caller. */
    public final long[] streams;

    /** Word w of the state of a lane, at {@code w * lanes + lane}. */
    public final long[] states;

    /** The bits that the stream of each lane gave last. */
    public final long[] words;

    /** The layers of the ziggurat that these bits choose. */
    public final int[] layers;

    /**
     * Creates a workspace.
     *
     * @param lanes the number of lanes, at least 1
     */
    public NormalWorkspace(int lanes) {
        streams = new long[lanes];
        states = new long[4 * lanes];
        words = new long[lanes];
        layers = new int[lanes];
    }

    /**
     * Returns the number of lanes.
     *
     * @return the number of lanes
     */
    public int lanes() {
        return words.length;
    }
}
