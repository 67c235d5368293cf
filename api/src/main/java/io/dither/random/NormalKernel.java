package io.dither.random;

/** Draws the normal noise of several samples side by side. An override returns the bits of the plain form. Stateless. */
public interface NormalKernel {
    /**
     * Draws standard normal numbers for several samples, one a lane, each block of coordinates from a stream of its own.
     *
     * @param random a generator to draw with, left in some stream
     * @param workspace for as many lanes; its streams are those of the samples
     * @param z filled; coordinate-major, its length a multiple of lanes
     */
    default void fill(KeyedRandom random, NormalWorkspace workspace, double[] z) {
        int size = KeyedRandom.BLOCK * workspace.lanes();
        for (int block = 0, from = 0; from < z.length; block++, from += size) {
            workspace.start(block);
            fillBlock(random, workspace, z, from, Math.min(from + size, z.length));
        }
    }

    /**
     * Draws standard normal numbers from the start of several streams, one a lane.
     *
     * @param random a generator to draw with, left in some stream
     * @param workspace for as many lanes; its blocks are the streams
     * @param z filled in some places, coordinate-major
     * @param from the first place, a multiple of lanes
     * @param to the end of the places, a multiple of lanes
     */
    default void fillBlock(KeyedRandom random, NormalWorkspace workspace, double[] z, int from, int to) {
        int lanes = workspace.lanes();
        for (int lane = 0; lane < lanes; lane++) {
            random.stream(workspace.blocks[lane]);
            random.nextGaussians(z, from + lane, to, lanes);
        }
    }
}
