package io.dither.oracle.capability;

import io.dither.error.OracleException;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * A session that also solves several thetas at once, side by side in lanes.
 *
 * <p>Blocks are coordinate-major: coordinate i of the theta of a lane is at {@code i * lanes + lane}, so that one step
 * of an algorithm does the same to all lanes. The answer of each lane is that of {@link #solve(double[], Vertex)}, to
 * the last bit, whatever the other lanes contain.
 */
public interface LaneSession extends OracleSession {
    /**
     * Returns the number of thetas that are solved at once.
     *
     * @return the number of lanes, at least 1, the same for the life of the session; 1 if solving at once is not faster
     */
    int lanes();

    /**
     * Solves the problem for several thetas.
     *
     * @param thetas the scores or costs, coordinate-major, length d * lanes; read only and not kept
     * @param vertices filled with an optimal solution for each lane
     * @throws OracleException if one of them has no answer; {@link #solve(double[], Vertex)} finds out which
     */
    void solveLanes(double[] thetas, VertexLanes vertices);
}
