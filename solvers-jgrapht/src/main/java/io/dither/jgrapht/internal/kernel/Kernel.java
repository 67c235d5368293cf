package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.VertexLanes;

/** A solver with its workspace, used by one thread. */
public interface Kernel {
    /** Solves for a theta that was checked, and adds the coordinates that are not 0 to an empty vertex. */
    void solve(double[] theta, Vertex vertex);

    /** Switches to other ends in the same graph; returns whether this is possible. */
    default boolean retarget(PathProblem problem) {
        return false;
    }

    /** A kernel that also solves several thetas at once; each lane has the bits of {@link #solve}. */
    interface InLanes extends Kernel {
        int lanes();

        /** Solves for a block of thetas that was checked, and fills the empty vertices or their 0/1 block. */
        void solveLanes(double[] thetas, VertexLanes vertices);
    }

    /** A kernel that reads only some coordinates, from an array or on demand, with the same answer. */
    interface OnDemand extends Kernel {
        /** Solves for a theta that is read on demand, and adds the coordinates that are not 0 to an empty vertex. */
        void solve(Coordinates theta, Vertex vertex);
    }
}
