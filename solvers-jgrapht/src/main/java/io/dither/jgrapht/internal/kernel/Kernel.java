package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;

/** A solver with its workspace, used by one thread. */
public interface Kernel {
    /** Solves for a theta that has been checked and adds the coordinates that are 1 to an empty vertex. */
    void solve(double[] theta, Vertex vertex);

    /** Solves for other ends on the same graph from now on, where it can. */
    default boolean turnTo(PathProblem problem) {
        return false;
    }
}
