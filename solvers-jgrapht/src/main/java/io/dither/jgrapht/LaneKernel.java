package io.dither.jgrapht;

import io.dither.oracle.VertexLanes;

/** A kernel that also solves several thetas at once; each lane gets the answer of {@link #solve}, to the last bit. */
interface LaneKernel extends Kernel {
    int lanes();

    /** Solves for a block of thetas that has been checked and adds the coordinates that are 1 to empty vertices. */
    void solveLanes(double[] thetas, VertexLanes vertices);
}
