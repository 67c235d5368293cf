package io.dither.jgrapht.internal.kernel;

import io.dither.oracle.capability.VertexLanes;

/** A kernel that also solves several thetas at once; each lane gets the answer of {@link #solve}, to the last bit. */
public interface LaneKernel extends Kernel {
    int lanes();

    /** Solves for a block of thetas that has been checked and fills vertices that are empty before, or their 0/1 block. */
    void solveLanes(double[] thetas, VertexLanes vertices);
}
