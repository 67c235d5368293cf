package io.dither.oracles.kernel;

import java.util.Arrays;

/**
 * Finds the largest coordinates of several thetas at once. Each theta is a lane of a coordinate-major block of finite
 * numbers: coordinate i of a lane is at {@code i * lanes + lane}. An override must return the same results as the
 * default. Stateless: workspaces are passed in.
 */
public interface SelectionKernel {
    /**
     * Finds the largest coordinate of each lane; of equal coordinates, the first.
     *
     * @param x a block; read only
     * @param largest a workspace, at least one number per lane
     * @param best filled with the index of the largest coordinate; its length is the number of lanes
     */
    default void argmax(double[] x, double[] largest, int[] best) {
        int lanes = best.length;
        System.arraycopy(x, 0, largest, 0, lanes);
        Arrays.fill(best, 0);
        for (int i = 1, at = lanes; at < x.length; i++) {
            for (int lane = 0; lane < lanes; lane++, at++) {
                if (x[at] > largest[lane]) {
                    largest[lane] = x[at];
                    best[lane] = i;
                }
            }
        }
    }

    /**
     * Returns the length of the workspace of {@link #topK}.
     *
     * @param k the number of coordinates to select per lane
     * @return the length of the workspace; 0 if these kernels do not sort
     */
    default int topKWorkspace(int k) {
        return 0;
    }

    /**
     * Finds the k largest coordinates of each lane, all lanes at once; of equal coordinates, the first. Fails if the
     * kernels do not sort, or if the k-th largest number of a lane and the next one differ only in the last few bits.
     *
     * @param x a block of {@link io.dither.kernel.Kernels#lanes()} lanes; read only
     * @param sign 1, or -1 for the largest of -x
     * @param workspace of length {@link #topKWorkspace}
     * @param best filled with the indices of each lane in ascending order, coordinate-major, length k * lanes
     * @return whether the selection succeeded; otherwise the indices are undefined
     */
    default boolean topK(double[] x, int sign, long[] workspace, int[] best) {
        return false;
    }
}
