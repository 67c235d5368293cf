package io.dither.oracle.capability;

import io.dither.error.OracleException;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * A session that looks at few coordinates of theta, such as a search that ends near where it began: it asks for those that it
 * needs, so that a solve costs what it touches and not the dimension.
 */
public interface OnDemandSession extends OracleSession {
    /**
     * Finds y*(theta), with the answer of {@link #solve(double[], Vertex)} at the same numbers.
     *
     * @param theta the parameters; asked for one by one
     * @param vertex where the solution goes
     * @throws OracleException if the problem has no solution, or theta refuses
     */
    void solve(Coordinates theta, Vertex vertex);
}
