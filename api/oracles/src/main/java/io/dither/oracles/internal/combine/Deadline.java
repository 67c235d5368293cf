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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An oracle whose solves end in time, even if the solver does not obey: each session solves on its own thread. A solve
 * that is late, or that another thread interrupts, is first asked to end, then abandoned. An abandoned solve goes on to
 * its end on its thread, which then closes its session, because freeing a native model during a solve ends the process;
 * the next solve opens another session.
 */
public record Deadline(LinearOracle inner, double seconds, AtomicInteger abandoned) implements Delegating {
    /** The extra time of a solve that was asked to end, as a multiple of the deadline. */
    private static final double GRACE = 0.5;

    private static final double NANOS = 1e9;

    /** The largest number of abandoned solves of a process that run at a time. */
    private static final int MOST_LEFT = 32;

    /** The number of abandoned solves that run now. */
    private static final AtomicInteger LEFT = new AtomicInteger();

    /** The time that a solve may continue after another thread asked it to end. */
    private static final long ASKED_MILLIS = 500;

    @Override
    public OracleSession openSession() {
        return new Session();
    }

    /** A thread with a session, which no other thread uses or closes. */
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

        /** The oracle of the session; used by the thread alone. */
        private @Nullable LinearOracle owner;

        private boolean left;
        private boolean ended;

        Worker(int dimension) {
            vertex = new Vertex(dimension);
            theta = new double[dimension];
        }

        void solve(LinearOracle oracle, double factor) {
            OracleSession current = session;
            if (current == null || !turns(current, oracle)) {
                closeSession();
                current = oracle.openSession();
                session = current;
            }
            owner = oracle;
            current.as(LimitedSession.class).ifPresent(limited -> limited.limits(factor));
            current.solve(theta, vertex);
        }

        private boolean turns(OracleSession current, LinearOracle oracle) {
            return owner == oracle
                    || current.as(RetargetableSession.class)
                            .filter(family -> family.retarget(oracle))
                            .isPresent();
        }

        private void closeSession() {
            OracleSession current = session;
            session = null;
            if (current != null) {
                current.close();
            }
        }

        void interrupt() {
            OracleSession current = session;
            if (current != null) {
                current.as(LimitedSession.class).ifPresent(LimitedSession::interrupt);
            }
        }

        /** Closes the session after the running solve; later calls do nothing. */
        synchronized void close() {
            if (!thread.isShutdown()) {
                thread.execute(this::end);
                thread.shutdown();
            }
        }

        /** Abandons the running solve: closes the session after it, and counts it until then. */
        synchronized void leave() {
            if (!ended && !left) {
                left = true;
                LEFT.incrementAndGet();
            }
            close();
        }

        private void end() {
            try {
                closeSession();
            } finally {
                synchronized (this) {
                    ended = true;
                    if (left) {
                        LEFT.decrementAndGet();
                    }
                }
            }
        }
    }

    private final class Session implements LimitedSession, RetargetableSession {
        private volatile @Nullable Worker worker;
        private volatile @Nullable CompletableFuture<Void> solving;
        private Deadline oracle = Deadline.this;
        private double factor = 1;
        private volatile boolean closed;

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
            requireOpen();
            Thetas.check(theta, vertex, oracle.dimension(), oracle.domain());
            Worker at = worker();
            System.arraycopy(theta, 0, at.theta, 0, theta.length);
            double limitFactor = factor;
            LinearOracle inner = oracle.inner;
            CompletableFuture<Void> running = new CompletableFuture<>();
            solving = running; // before it begins, for who asks it to end
            try {
                running.completeAsync(
                        () -> {
                            at.solve(inner, limitFactor);
                            return null;
                        },
                        at.thread);
            } catch (RejectedExecutionException over) {
                requireOpen();
                throw over;
            }
            await(running, at);
            vertex.copyFrom(at.vertex);
        }

        private void requireOpen() {
            if (closed) {
                throw new OracleException(Code.CLOSED, "the session is closed: open another one");
            }
        }

        private Worker worker() {
            Worker at = worker;
            if (at == null) {
                if (LEFT.get() >= MOST_LEFT) {
                    throw new OracleException(
                            Code.FAILED,
                            LEFT
                                    + " solves that did not stop are still at work, and no more begin. Maybe the solver takes"
                                    + " no limits, or needs more time");
                }
                at = new Worker(dimension());
                worker = at;
                if (closed) { // meanwhile, by another thread
                    close();
                    requireOpen();
                }
            }
            return at;
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
            at.leave();
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
            CompletableFuture<Void> running = solving;
            if (running != null) {
                running.orTimeout(ASKED_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void close() {
            closed = true;
            Worker at = worker;
            worker = null;
            if (at != null) {
                at.close();
            }
        }
    }
}
