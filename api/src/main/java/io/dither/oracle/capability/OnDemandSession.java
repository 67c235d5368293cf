package io.dither.oracle.capability;

import io.dither.error.OracleException;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * A session whose solves read only a few coordinates of theta, such as a search for a path that visits only the
 * surroundings of the source. The time of a solve depends on the number of these coordinates, not on the dimension.
 */
public interface OnDemandSession extends OracleSession {
    /**
     * Solves at theta, with the same answer as {@link #solve(double[], Vertex)} for an array of the same numbers.
     *
     * @param theta the parameters, read one by one
     * @param vertex filled with the solution
     * @throws OracleException if the problem has no solution; with code INVALID_INPUT if a coordinate that was read is
     *     not finite or outside the domain of the oracle
     */
    void solve(Coordinates theta, Vertex vertex);
}
