package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.VertexLanes;

/** A solver with its workspace, used by one thread. */
public interface Kernel {
    /**
     * Solves for a theta that was checked. Adds the coordinates of the answer that are not 0 to {@code solution}, which
     * is empty. (The class {@code Vertex} holds a solution, not a vertex of the graph.)
     */
    void solve(double[] theta, Vertex solution);

    /**
     * Switches to another source and target in the same graph; returns false, and changes nothing, if this is not
     * possible.
     */
    default boolean retarget(PathProblem problem) {
        return false;
    }

    /** A kernel that also solves several thetas at once, each with exactly the answer of {@link #solve}. */
    interface InLanes extends Kernel {
        /** The number of thetas that are solved at once; each of them is a lane. */
        int lanes();

        /**
         * Solves for a block of thetas that was checked: coordinate i of a lane's theta is at i * lanes + lane. Fills
         * in the solutions, either one by one, or all at once in the block of {@link VertexLanes#zeroOne()}.
         */
        void solveLanes(double[] thetas, VertexLanes solutions);
    }

    /** A kernel that needs only some coordinates of theta, so theta may be computed on demand, with the same answer. */
    interface OnDemand extends Kernel {
        /**
         * Solves for a theta that is read on demand. Adds the coordinates of the answer that are not 0 to {@code
         * solution}, which is empty.
         */
        void solve(Coordinates theta, Vertex solution);
    }
}
