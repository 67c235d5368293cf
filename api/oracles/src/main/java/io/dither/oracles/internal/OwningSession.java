package io.dither.oracles.internal;

import io.dither.error.OracleException;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session that owns a workspace or other sessions: it closes them once, and refuses to solve from then on. It has limits if one of
 * them has, and lanes if its solver has.
 */
public final class OwningSession implements LimitedSession {
    private final OracleSession solver;
    private final OracleSession[] owned;
    private final List<LimitedSession> limited = new ArrayList<>();
    private boolean closed;

    public OwningSession(OracleSession solver, OracleSession... owned) {
        this.solver = solver;
        this.owned = owned;
        for (OracleSession session : owned) {
            session.as(LimitedSession.class).ifPresent(limited::add);
        }
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        if (capability == LaneSession.class) {
            return solver.as(LaneSession.class).map(together -> capability.cast(new Lanes(together)));
        }
        return capability == LimitedSession.class && limited.isEmpty()
                ? Optional.empty()
                : LimitedSession.super.as(capability);
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        requireOpen();
        solver.solve(theta, vertex);
    }

    private void requireOpen() {
        if (closed) {
            throw new OracleException(OracleException.Code.CLOSED, "the session was closed before this solve");
        }
    }

    @Override
    public void limits(double factor) {
        limited.forEach(session -> session.limits(factor));
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

    /** Closes all of them, whatever one of them throws. */
    private void closeAll() {
        for (int i = 0; i < owned.length; i++) {
            try {
                owned[i].close();
            } catch (Throwable first) {
                closeAfter(first, i + 1);
                throw first;
            }
        }
    }

    private void closeAfter(Throwable first, int next) {
        for (int i = next; i < owned.length; i++) {
            try {
                owned[i].close();
            } catch (Throwable another) {
                if (another != first) {
                    first.addSuppressed(another);
                }
            }
        }
    }

    /** This session in lanes. */
    private final class Lanes implements LaneSession {
        private final LaneSession together;

        Lanes(LaneSession together) {
            this.together = together;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            OwningSession.this.solve(theta, vertex);
        }

        @Override
        public int lanes() {
            return together.lanes();
        }

        @Override
        public void solveLanes(double[] thetas, VertexLanes vertices) {
            requireOpen();
            together.solveLanes(thetas, vertices);
        }

        @Override
        public void close() {
            OwningSession.this.close();
        }
    }
}
