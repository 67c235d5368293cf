package io.dither.oracles.internal;

import io.dither.error.OracleException;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * A session that owns a workspace or other sessions: it closes them once, and refuses to solve from then on. Their limits are its
 * own.
 */
public final class OwningSession implements LimitedSession {
    private final OracleSession solver;
    private final OracleSession[] owned;
    private boolean closed;

    public OwningSession(OracleSession solver, OracleSession... owned) {
        this.solver = solver;
        this.owned = owned;
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        if (closed) {
            throw new OracleException(OracleException.Code.CLOSED, "the session was closed before this solve");
        }
        solver.solve(theta, vertex);
    }

    @Override
    public void limits(double factor) {
        for (OracleSession session : owned) {
            if (session instanceof LimitedSession limited) {
                limited.limits(factor);
            }
        }
    }

    @Override
    public void interrupt() {
        for (OracleSession session : owned) {
            if (session instanceof LimitedSession limited) {
                limited.interrupt();
            }
        }
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
}
