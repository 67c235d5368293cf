package io.dither.oracle;

import io.dither.error.OracleException;
import java.util.Optional;

/**
 * A running solver. It owns native models and workspaces and is used by one thread at a time.
 *
 * <p>A session may start from the result of an earlier solve, but its answers must not depend on earlier solves.
 */
@FunctionalInterface
public interface OracleSession extends AutoCloseable {
    /**
     * Solves the problem for one theta, in the oracle's own sense and units.
     *
     * @param theta the scores or costs, length d; read only, and no reference is kept
     * @param vertex of dimension d; filled with an optimal solution, or with the best solution found and its
     *     {@linkplain Vertex#gap(double) gap}
     * @throws OracleException if there is no answer; with code INVALID_INPUT if theta is not finite, or theta or the
     *     vertex has a wrong length (call {@link Thetas#check(double[], Vertex, int)} first)
     */
    void solve(double[] theta, Vertex vertex);

    /**
     * Returns this session with a capability, such as {@link LimitedSession} or a session of {@link
     * io.dither.oracle.capability}. Use this method, not {@code instanceof}: a wrapper passes the request to the
     * sessions inside it.
     *
     * @param capability the type
     * @param <C> the type
     * @return this session, or a session that is closed with it, with the capability; empty if there is none
     */
    default <C> Optional<C> as(Class<C> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }

    /**
     * Opens a session of an oracle of unknown origin. The session is wrapped: it throws only {@link OracleException},
     * InvalidArgumentException, DataException and OutOfMemoryError. Objects from {@link #as} are not wrapped.
     *
     * @param oracle the oracle
     * @return the session; the caller closes it
     * @throws OracleException if no session opens; if the oracle threw an exception of another type, with this cause
     *     and code FAILED, or NATIVE_MISSING for an UnsatisfiedLinkError
     */
    static OracleSession openGuarded(LinearOracle oracle) {
        return GuardedSession.open(oracle);
    }

    /**
     * Frees what the session owns; closing twice does nothing. A solve after that throws an OracleException with code
     * CLOSED, unless the session owns nothing and can still answer.
     */
    @Override
    default void close() {}
}
