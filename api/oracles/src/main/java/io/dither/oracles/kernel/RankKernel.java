package io.dither.oracles.kernel;

import java.util.Arrays;

/**
 * Ranks the coordinates of several thetas at once. Each theta is a lane of a coordinate-major block of finite numbers:
 * coordinate i of a lane is at {@code i * lanes + lane}. An override must return the same bits as the default.
 * Stateless: workspaces are passed in.
 */
public interface RankKernel {
    /**
     * Computes the rank of each coordinate of each lane by comparing all pairs, without a branch. The rank is the
     * number of smaller coordinates plus the number of equal coordinates before it.
     *
     * @param x a block; read only
     * @param lanes the number of lanes
     * @param sign 1, or -1 for the ranks of -x
     * @param ranks filled; a block of the same length
     */
    default void countRanks(double[] x, int lanes, int sign, double[] ranks) {
        Arrays.fill(ranks, 0, lanes, 0);
        for (int i = lanes; i < x.length; i++) {
            // adding 0 turns -0.0 into 0.0; otherwise -0.0 - 0.0 = -0.0 would count as negative below
            double later = sign * x[i] + 0.0;
            long rank = i / lanes; // the number of coordinates before it; those that are larger are subtracted below
            for (int j = i % lanes; j < i; j += lanes) {
                // 1 if the later number is smaller; the difference of two unequal numbers is never 0
                long isSmaller = Double.doubleToRawLongBits(later - sign * x[j]) >>> 63;
                ranks[j] += isSmaller;
                rank -= isSmaller;
            }
            ranks[i] = rank;
        }
    }

    /**
     * Returns the length of the workspace of {@link #sortRanks}.
     *
     * @param dimension the number of coordinates of a lane
     * @return the length of the workspace; 0 if these kernels do not sort
     */
    default int sortWorkspace(int dimension) {
        return 0;
    }

    /**
     * Computes the ranks of {@link #countRanks} by sorting all lanes at once. Fails if the kernels do not sort, or if
     * two coordinates of a lane differ only in their last few bits.
     *
     * @param x a block of {@link io.dither.kernel.Kernels#lanes()} lanes; read only
     * @param sign 1, or -1 for the ranks of -x
     * @param workspace of length {@link #sortWorkspace}
     * @param ranks filled; a block of the same length
     * @return whether the sort succeeded; otherwise the ranks are undefined
     */
    default boolean sortRanks(double[] x, int sign, long[] workspace, double[] ranks) {
        return false;
    }
}
