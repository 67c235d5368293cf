package io.dither.jgrapht.internal.kernel;

import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;

/** A kernel that looks at few coordinates, with the same answer whether they are given or asked for. */
public interface OnDemandKernel extends Kernel {
    /** Solves for a theta that is asked for, and adds the coordinates that are 1 to an empty vertex. */
    void solve(Coordinates theta, Vertex vertex);
}
