package io.dither.random;

import io.dither.error.Arguments;

/**
 * The workspace of {@link NormalKernel#fill}: the numbers of the streams, one per lane, and their states. Arrays other
 * than {@link #states} may be longer than their contents; the length of {@link #states} gives the number of lanes. Not
 * thread-safe.
 */
public final class NormalWorkspace {
    /**
     * The number of unused longs after the numbers of the lanes, two cache lines together, so that arrays of different
     * threads never share a cache line. An array of ints needs twice as many.
     */
    private static final int PADDING = 16;

    /** Far above the lanes of any processor; a larger number is probably a mistake. */
    private static final int MAX_LANES = 1 << 16;

    private final int lanes;

    /** The number of the stream of each lane's sample, see {@link KeyedRandom#startStream(long)}; set by the caller. */
    public final long[] streams;

    /** The number of each lane's stream in the current block of coordinates. */
    public final long[] blockStreams;

    /** Word w of the state of a lane, at {@code w * lanes + lane}. */
    public final long[] states;

    /** The last 64 bits drawn from the stream of each lane. */
    public final long[] drawnBits;

    /** The layer of the ziggurat that the drawn bits of each lane choose. */
    public final int[] layers;

    /**
     * Creates a workspace.
     *
     * @param lanes the number of lanes, from 1 to 65536
     */
    public NormalWorkspace(int lanes) {
        this.lanes = Arguments.between("lanes", lanes, 1, MAX_LANES);
        streams = new long[lanes + PADDING];
        blockStreams = new long[lanes + PADDING];
        states = new long[4 * lanes];
        drawnBits = new long[lanes + PADDING];
        layers = new int[lanes + 2 * PADDING];
    }

    /** {@return the number of lanes} */
    public int lanes() {
        return lanes;
    }

    /** Sets {@link #blockStreams} for a block of coordinates. */
    void setBlockStreams(int block) {
        for (int lane = 0; lane < lanes; lane++) {
            blockStreams[lane] = KeyedRandom.blockStream(streams[lane], block);
        }
    }
}
