package io.dither.random;

/** Draws the normal numbers of several streams side by side. An override returns the bits of the plain form. Stateless. */
public interface NormalKernel {
    /**
     * Draws standard normal numbers from the start of several streams, one a lane.
     *
     * @param random a generator to draw with, left in some stream
     * @param workspace for as many lanes; its streams are read
     * @param z filled; coordinate-major, its length a multiple of lanes
     */
    default void fill(KeyedRandom random, NormalWorkspace workspace, double[] z) {
        int lanes = workspace.lanes();
        for (int lane = 0; lane < lanes; lane++) {
            random.stream(workspace.streams[lane]);
            random.nextGaussians(z, lane, lanes);
        }
    }
}
