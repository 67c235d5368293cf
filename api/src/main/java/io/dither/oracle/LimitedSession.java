package io.dither.oracle;

/**
 * A session whose solves may end before a proof of optimality, by a limit of time or work or because another thread asks for it. A
 * solve that ends so fills the vertex with the best solution found and its {@linkplain Vertex#gap(double) gap}; where it found
 * none, it throws TIMEOUT.
 */
public interface LimitedSession extends OracleSession {
    /**
     * Multiplies the limits of the solves that follow.
     *
     * @param factor how many times the limits that the session was opened with, above 0
     */
    void limits(double factor);

    /**
     * Asks the solve under way, where there is one, to end soon; called by any thread. A solver may not obey.
     */
    void interrupt();
}
