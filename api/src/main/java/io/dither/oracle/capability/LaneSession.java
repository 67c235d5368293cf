package io.dither.oracle.capability;

import io.dither.error.OracleException;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * A session that can also solve several thetas together, in lanes.
 *
 * <p>Blocks are coordinate-major: coordinate i of the theta of a lane is at {@code i * lanes + lane}, so that each step
 * of an algorithm applies to all lanes. The answer of each lane has the same bits as the answer of {@link
 * #solve(double[], Vertex)}, whatever the other lanes contain.
 */
public interface LaneSession extends OracleSession {
    /**
     * Returns the number of thetas that are solved together.
     *
     * @return the number of lanes, at least 1, constant for the session; 1 if solving together is not faster
     */
    int lanes();

    /**
     * Solves the problem for several thetas.
     *
     * @param thetas the scores or costs, coordinate-major, length d * lanes; read only, and no reference is kept
     * @param vertices filled with an optimal solution for each lane
     * @throws OracleException if a theta has no answer; solve one by one with {@link #solve(double[], Vertex)} to see
     *     which
     */
    void solveLanes(double[] thetas, VertexLanes vertices);
}
