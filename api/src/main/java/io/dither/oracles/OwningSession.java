package io.dither.oracles;

import io.dither.error.OracleException;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * A session that owns a workspace or other sessions: it closes them once, and refuses to solve from then on. Their limits are its
 * own.
 */
final class OwningSession implements LimitedSession {
    private final OracleSession solver;
    private final OracleSession[] owned;
    private boolean closed;

    OwningSession(OracleSession solver, OracleSession... owned) {
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

    /** Closes all of them, also where one fails. */
    private void closeAll() {
        RuntimeException first = null;
        for (OracleSession session : owned) {
            try {
                session.close();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
