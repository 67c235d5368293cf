package io.dither.learn;

import io.dither.error.OracleException;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Keeps idle sessions and uses them again for later solves: with the same oracle, or with a similar oracle to which the
 * session can switch ({@link RetargetableSession}). Thread-safe.
 */
final class IdleSessions implements AutoCloseable {
    /**
     * The largest number of idle sessions, because sessions hold memory of solvers. If there are more, the session that
     * has been idle longest is closed.
     */
    private static final int MAX_IDLE = 64;

    private record Idle(LinearOracle oracle, OracleSession session) {}

    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean isClosed;

    /** Solves with an idle session, or with a new one. */
    Vertex solve(LinearOracle oracle, double[] costs, InexactPolicy inexact) {
        Vertex vertex = new Vertex(oracle.dimension());
        OracleSession session = session(oracle);
        try {
            inexact.solve(oracle, session, costs, vertex);
        } catch (RuntimeException failed) {
            session.close();
            throw failed;
        }
        idle.addFirst(new Idle(oracle, session));
        if (isClosed) { // during the solve
            close();
        } else if (idle.size() > MAX_IDLE) {
            Idle oldest = idle.pollLast();
            if (oldest != null) {
                oldest.session().close();
            }
        }
        return vertex;
    }

    void requireOpen() {
        if (isClosed) {
            throw new OracleException(
                    OracleException.Code.CLOSED, "the predictor is closed. Maybe close it after the last decision");
        }
    }

    /** Returns the session that became idle last if it can solve with this oracle; otherwise closes it and returns a new session. */
    private OracleSession session(LinearOracle oracle) {
        requireOpen();
        Idle idleSession = idle.poll();
        if (idleSession != null) {
            boolean canSolve = idleSession.oracle() == oracle
                    || idleSession
                            .session()
                            .as(RetargetableSession.class)
                            .filter(retargetable -> idleSession.oracle().dimension() == oracle.dimension()
                                    && retargetable.retarget(oracle))
                            .isPresent();
            if (canSolve) {
                return idleSession.session();
            }
            idleSession.session().close();
        }
        return OracleSession.openGuarded(oracle);
    }

    @Override
    public void close() {
        isClosed = true;
        for (Idle idleSession = idle.poll(); idleSession != null; idleSession = idle.poll()) {
            idleSession.session().close();
        }
    }
}
