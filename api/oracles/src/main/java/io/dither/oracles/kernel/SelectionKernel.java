package io.dither.oracles.kernel;

import java.util.Arrays;

/**
 * Finds the largest coordinates of several thetas at once, in coordinate-major blocks of finite numbers: number i of a lane is
 * at {@code i * lanes + lane}. An override returns the answers of the plain form. Stateless: workspaces are passed in.
 */
public interface SelectionKernel {
    /**
     * Finds the largest coordinate of each lane, the first of equals.
     *
     * @param x a block; read only
     * @param largest a workspace of a number per lane, or longer
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
     * @return the length of the workspace; 0 where these kernels do not sort
     */
    default int topKWorkspace(int k) {
        return 0;
    }

    /**
     * Finds the k largest coordinates of all lanes side by side, the first of equals. Returns false if the kernels do
     * not sort, or if in a lane the k-th largest number and the next one differ in the last few bits only.
     *
     * @param x a block of {@link io.dither.kernel.Kernels#lanes()} lanes; read only
     * @param sign 1, or -1 for the largest of -x
     * @param workspace of length {@link #topKWorkspace}
     * @param best filled with the indices of each lane in ascending order, coordinate-major, length k * lanes
     * @return whether it did; otherwise the indices are undefined
     */
    default boolean topK(double[] x, int sign, long[] workspace, int[] best) {
        return false;
    }
}
