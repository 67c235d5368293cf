package io.dither.oracles.internal;

import static java.util.Objects.requireNonNull;

import io.dither.error.OracleException;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that passes each solve on to a solver, and owns the sessions that this solver uses: {@link #close} closes
 * the owned sessions, and later solves fail. Without owned sessions it only makes solves fail after close. It is a
 * {@link LimitedSession} if an owned session has limits of time or work, and a {@link LaneSession} if the solver can
 * solve several thetas at once.
 */
public final class OwningSession implements LimitedSession, LaneSession {
    private final OracleSession solver;
    private final @Nullable LaneSession laneSolver;
    private final List<OracleSession> owned;
    private final List<LimitedSession> limited;
    private boolean closed;

    public OwningSession(OracleSession solver, OracleSession... owned) {
        this.solver = solver;
        laneSolver = solver.as(LaneSession.class).orElse(null);
        this.owned = List.of(owned);
        limited = this.owned.stream()
                .flatMap(session -> session.as(LimitedSession.class).stream())
                .toList();
    }

    /**
     * Leaves out {@link LaneSession} if the solver does not have lanes, and {@link LimitedSession} if no owned session
     * has limits.
     */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        boolean isMissing = (capability == LaneSession.class && laneSolver == null)
                || (capability == LimitedSession.class && limited.isEmpty());
        return isMissing ? Optional.empty() : LimitedSession.super.as(capability);
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        requireOpen();
        solver.solve(theta, vertex);
    }

    @Override
    public int lanes() {
        return laneSolver == null ? 1 : laneSolver.lanes();
    }

    @Override
    public void solveLanes(double[] thetas, VertexLanes vertices) {
        requireOpen();
        requireNonNull(laneSolver).solveLanes(thetas, vertices);
    }

    private void requireOpen() {
        if (closed) {
            throw new OracleException(OracleException.Code.CLOSED, "the session was closed before this solve");
        }
    }

    @Override
    public void scaleLimits(double factor) {
        limited.forEach(session -> session.scaleLimits(factor));
    }

    @Override
    public void interrupt() {
        limited.forEach(LimitedSession::interrupt);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closeAll();
        }
    }

    /** Closes all owned sessions, even if one of them throws. */
    private void closeAll() {
        for (int i = 0; i < owned.size(); i++) {
            try {
                owned.get(i).close();
            } catch (Throwable first) {
                closeAfter(first, owned.subList(i + 1, owned.size()));
                throw first;
            }
        }
    }

    /** Closes sessions after a failure; later failures become suppressed exceptions of {@code first}. */
    public static void closeAfter(Throwable first, List<OracleSession> sessions) {
        for (OracleSession session : sessions) {
            try {
                session.close();
            } catch (Throwable another) {
                if (another != first) { // an exception cannot suppress itself
                    first.addSuppressed(another);
                }
            }
        }
    }
}
