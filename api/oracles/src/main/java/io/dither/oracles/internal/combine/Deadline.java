package io.dither.oracles.internal.combine;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An oracle whose solves end in time, whether or not the solver obeys: each session solves on a thread of its own, and a solve that
 * is late, or that another thread interrupts, is first asked to end, then left alone. What was left alone ends on its thread, which
 * then closes its session, for a native model that is freed at work ends the process; the next solve opens another.
 */
public record Deadline(LinearOracle of, double seconds, AtomicInteger abandoned) implements Delegating {
    /** How much longer a solve may take that was asked to end, against the deadline. */
    private static final double GRACE = 0.5;

    private static final double NANOS = 1e9;

    /** How long a solve may go on that another thread asked to end. */
    private static final long ASKED_MILLIS = 500;

    @Override
    public OracleSession openSession() {
        return new Session();
    }

    /** A thread with the session that it alone uses and closes. */
    private static final class Worker {
        final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "dither-deadline");
            made.setDaemon(true);
            return made;
        });
        final Vertex vertex;
        final double[] theta;

        /** Opened on the thread; interrupted from others. */
        volatile @Nullable OracleSession session;

        /** Whose session it is; known to the thread alone. */
        private @Nullable LinearOracle owner;

        Worker(int dimension) {
            vertex = new Vertex(dimension);
            theta = new double[dimension];
        }

        void solve(LinearOracle oracle, double factor) {
            OracleSession own = session;
            if (own == null || !turns(own, oracle)) {
                closeSession();
                own = oracle.openSession();
                session = own;
            }
            owner = oracle;
            own.as(LimitedSession.class).ifPresent(limited -> limited.limits(factor));
            own.solve(theta, vertex);
        }

        private boolean turns(OracleSession own, LinearOracle oracle) {
            return owner == oracle
                    || own.as(RetargetableSession.class)
                            .filter(family -> family.retarget(oracle))
                            .isPresent();
        }

        private void closeSession() {
            OracleSession own = session;
            session = null;
            if (own != null) {
                own.close();
            }
        }

        void interrupt() {
            OracleSession own = session;
            if (own != null) {
                own.as(LimitedSession.class).ifPresent(LimitedSession::interrupt);
            }
        }

        /** Closes the session once what runs has ended. */
        void close() {
            thread.execute(this::closeSession);
            thread.shutdown();
        }
    }

    private final class Session implements LimitedSession, RetargetableSession {
        private volatile @Nullable Worker worker;
        private volatile @Nullable CompletableFuture<Void> solving;
        private Deadline oracle = Deadline.this;
        private double factor = 1;
        private boolean closed;

        @Override
        public boolean retarget(LinearOracle other) {
            if (other instanceof Deadline deadline
                    && deadline.seconds == seconds
                    && deadline.dimension() == dimension()) {
                oracle = deadline;
                return true;
            }
            return false;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            if (closed) {
                throw new OracleException(Code.CLOSED, "the session was closed before this solve");
            }
            Thetas.check(theta, vertex, oracle.dimension(), oracle.domain());
            Worker at = worker == null ? new Worker(theta.length) : worker;
            worker = at;
            System.arraycopy(theta, 0, at.theta, 0, theta.length);
            double more = factor;
            LinearOracle inner = oracle.of;
            CompletableFuture<Void> now = new CompletableFuture<>();
            solving = now; // before it begins, for who asks it to end
            now.completeAsync(
                    () -> {
                        at.solve(inner, more);
                        return null;
                    },
                    at.thread);
            await(now, at);
            vertex.copyFrom(at.vertex);
        }

        private void await(Future<?> solving, Worker at) {
            try {
                try {
                    solving.get((long) (NANOS * seconds * factor), TimeUnit.NANOSECONDS);
                } catch (TimeoutException late) {
                    at.interrupt();
                    solving.get((long) (NANOS * seconds * factor * GRACE), TimeUnit.NANOSECONDS);
                }
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof TimeoutException) {
                    abandon(at);
                    throw new OracleException(
                            Code.INTERRUPTED,
                            "the solve did not stop when asked to, and was left to its thread (" + abandoned.get()
                                    + " so far)");
                }
                throw failure.getCause() instanceof OracleException known
                        ? known
                        : new OracleException(
                                Code.FAILED, "the oracle failed: " + failure.getCause(), failure.getCause());
            } catch (TimeoutException late) {
                abandon(at);
                throw new OracleException(
                        Code.TIMEOUT,
                        "the solve took longer than " + seconds * factor
                                + " s, did not stop when asked to, and was left" + " to its thread (" + abandoned.get()
                                + " so far). Maybe allow it more time");
            } catch (InterruptedException stop) {
                at.interrupt();
                abandon(at);
                Thread.currentThread().interrupt();
                throw new OracleException(Code.INTERRUPTED, "interrupted while a solve was under way");
            }
        }

        private void abandon(Worker at) {
            abandoned.incrementAndGet();
            worker = null;
            at.close();
        }

        @Override
        public void limits(double times) {
            factor = times;
        }

        @Override
        public void interrupt() {
            Worker at = worker;
            if (at != null) {
                at.interrupt();
            }
            CompletableFuture<Void> now = solving;
            if (now != null) {
                now.orTimeout(ASKED_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void close() {
            Worker at = worker;
            worker = null;
            if (!closed && at != null) {
                at.close();
            }
            closed = true;
        }
    }
}
