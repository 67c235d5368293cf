package io.dither.oracle;

import io.dither.error.OracleException;

/**
 * A solver at work: it owns native models and workspaces and is used by one thread at a time.
 *
 * <p>It may warm-start, but its answer may not depend on what it solved before.
 */
@FunctionalInterface
public interface OracleSession extends AutoCloseable {
    /**
     * Solves the problem for one theta, in the oracle's own sense and units.
     *
     * @param theta the scores or costs, length d; read only and not kept. A session refuses NaN and infinity by {@link
     *     Thetas#check(double[], int)}
     * @param vertex filled with an optimal solution
     * @throws OracleException where there is no answer
     */
    void solve(double[] theta, Vertex vertex);

    /** Frees what the session owns; closing twice does nothing, solving afterwards is a CLOSED error. */
    @Override
    default void close() {}
}
