package io.dither.oracle;

/**
 * A session whose solves may end before a proof of optimality, by a limit of time or work, or because another thread
 * calls {@link #interrupt()}. Such a solve fills the vertex with the best solution found and its {@linkplain
 * Vertex#gap(double) gap}; if it found no solution, it throws an OracleException with code TIMEOUT.
 */
public interface LimitedSession extends OracleSession {
    /**
     * Sets the limits of later solves to a multiple of the limits with which the session was opened.
     *
     * @param factor the factor, above 0
     */
    void scaleLimits(double factor);

    /** Asks a running solve, if there is one, to stop soon; called by any thread. A solver may ignore it. */
    void interrupt();
}
