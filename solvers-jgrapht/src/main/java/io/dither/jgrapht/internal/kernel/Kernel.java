package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.VertexLanes;

/** A solver with its workspace, used by one thread. */
public interface Kernel {
    /** Solves for a theta that has been checked and adds the coordinates that are 1 to an empty vertex. */
    void solve(double[] theta, Vertex vertex);

    /** Solves for other ends on the same graph from now on, where it can. */
    default boolean turnTo(PathProblem problem) {
        return false;
    }

    /** A kernel that also solves several thetas at once; each lane gets the answer of {@link #solve}, to the last bit. */
    interface InLanes extends Kernel {
        int lanes();

        /** Solves for a block of thetas that has been checked and fills vertices that are empty before, or their 0/1 block. */
        void solveLanes(double[] thetas, VertexLanes vertices);
    }

    /** A kernel that looks at few coordinates, with the same answer whether they are given or asked for. */
    interface OnDemand extends Kernel {
        /** Solves for a theta that is asked for, and adds the coordinates that are 1 to an empty vertex. */
        void solve(Coordinates theta, Vertex vertex);
    }
}
