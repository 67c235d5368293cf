package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.VertexLanes;

/** A solver with its workspace, used by one thread. */
public interface Kernel {
    /** Solves for a theta that has been checked and adds the coordinates that are 1 to an empty vertex. */
    void solve(double[] theta, Vertex vertex);

    /** Switches to other ends on the same graph; returns whether it could. */
    default boolean retarget(PathProblem problem) {
        return false;
    }

    /** A kernel that also solves several thetas at once; each lane gets the answer of {@link #solve}, to the last bit. */
    interface InLanes extends Kernel {
        int lanes();

        /** Solves for a block of thetas that has been checked and fills vertices that are empty before, or their 0/1 block. */
        void solveLanes(double[] thetas, VertexLanes vertices);
    }

    /** A kernel that reads few coordinates, with the same answer from an array or on demand. */
    interface OnDemand extends Kernel {
        /** Solves for a theta that is read on demand, and adds the coordinates that are 1 to an empty vertex. */
        void solve(Coordinates theta, Vertex vertex);
    }
}
