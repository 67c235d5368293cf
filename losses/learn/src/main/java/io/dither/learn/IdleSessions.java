package io.dither.learn;

import io.dither.error.OracleException;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Sessions that solve one after another, turned from one oracle of a family to the next. Thread-safe. */
final class IdleSessions implements AutoCloseable {
    private static final int MOST_IDLE = 64;

    private record Idle(LinearOracle oracle, OracleSession session) {}

    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** Solves by an idle session, or by a new one. */
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
        if (closed) {
            close();
        } else if (idle.size() > MOST_IDLE) {
            Idle oldest = idle.pollLast();
            if (oldest != null) {
                oldest.session().close();
            }
        }
        return vertex;
    }

    void requireOpen() {
        if (closed) {
            throw new OracleException(
                    OracleException.Code.CLOSED, "the predictor is closed. Maybe close it after the last decision");
        }
    }

    private OracleSession session(LinearOracle oracle) {
        requireOpen();
        Idle one = idle.poll();
        if (one != null) {
            boolean fits = one.oracle() == oracle
                    || one.session()
                            .as(RetargetableSession.class)
                            .filter(family -> one.oracle().dimension() == oracle.dimension() && family.retarget(oracle))
                            .isPresent();
            if (fits) {
                return one.session();
            }
            one.session().close();
        }
        return OracleSession.of(oracle);
    }

    @Override
    public void close() {
        closed = true;
        for (Idle one = idle.poll(); one != null; one = idle.poll()) {
            one.session().close();
        }
    }
}
