package io.dither.random;

/**
 * Draws the normal noise of several samples in parallel. An override must draw the same bits as the default.
 * Stateless.
 */
public interface NormalKernel {
    /**
     * Draws standard normal numbers for several samples. Each sample has a lane, and each block of its coordinates has
     * its own stream.
     *
     * @param random a generator to use, whose key and stream have no effect; its stream is undefined afterwards
     * @param workspace the workspace, which has the number of the stream of each lane's sample
     * @param z filled; coordinate i of a lane is at {@code i * lanes + lane}, and the length is a multiple of lanes
     */
    default void fill(KeyedRandom random, NormalWorkspace workspace, double[] z) {
        int blockLength = KeyedRandom.BLOCK * workspace.lanes();
        for (int block = 0, from = 0; from < z.length; block++, from += blockLength) {
            workspace.setBlockStreams(block); // sets blockStreams, which fillBlock reads
            fillBlock(random, workspace, z, from, Math.min(from + blockLength, z.length));
        }
    }

    /**
     * Draws standard normal numbers from the start of several streams, one per lane.
     *
     * @param random a generator to use, whose key and stream have no effect; its stream is undefined afterwards
     * @param workspace the workspace, whose array {@code blockStreams} has the number of each lane's stream
     * @param z filled in a range of indices, in the order of {@link #fill}
     * @param from the first index, a multiple of lanes
     * @param to the last index plus 1, a multiple of lanes
     */
    default void fillBlock(KeyedRandom random, NormalWorkspace workspace, double[] z, int from, int to) {
        int lanes = workspace.lanes();
        for (int lane = 0; lane < lanes; lane++) {
            random.startStream(workspace.blockStreams[lane]);
            // fills every lanes-th number: the coordinates of this lane
            random.nextGaussians(z, from + lane, to, lanes);
        }
    }
}
