package io.dither.oracle.capability;

import io.dither.error.OracleException;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * A session that also solves several thetas at once, side by side in lanes.
 *
 * <p>Blocks are coordinate-major: coordinate i of the theta of a lane is at {@code i * lanes + lane}, so that one step of an
 * algorithm does the same to all lanes. Each lane gets the very answer that {@link #solve(double[], Vertex)} gives to its
 * theta, to the last bit and whatever is in the other lanes.
 */
public interface LaneSession extends OracleSession {
    /**
     * Returns how many thetas are solved at once.
     *
     * @return the number of lanes, at least 1, the same for the life of the session; 1 says that solving at once does not
     *     pay
     */
    int lanes();

    /**
     * Solves the problem for several thetas.
     *
     * @param thetas the scores or costs, coordinate-major, length d * lanes; read only and not kept
     * @param vertices filled with an optimal solution for each lane, in place of what they hold
     * @throws OracleException if one of them has no answer; which, {@link #solve(double[], Vertex)} tells
     */
    void solveLanes(double[] thetas, VertexLanes vertices);
}
