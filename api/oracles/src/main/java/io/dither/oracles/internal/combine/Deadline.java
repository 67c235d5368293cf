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
 * An oracle whose solves end in time, even if the solver does not obey limits: each session solves on its own thread. A
 * solve that is late, or that another thread interrupts, is first asked to end and then abandoned. An abandoned solve
 * continues on its thread, which then closes its session: freeing a native model during a solve would crash the
 * process. The next solve opens another session.
 */
public record Deadline(LinearOracle inner, double seconds, AtomicInteger abandoned) implements Delegating {
    /** The extra time of a solve that was asked to end, as a multiple of the deadline. */
    private static final double GRACE = 0.5;

    private static final double NANOS = 1e9;

    /** The largest number of abandoned solves of this process that may run at the same time. */
    private static final int MAX_ABANDONED = 32;

    /** The number of abandoned solves of this process that run now. */
    private static final AtomicInteger RUNNING_ABANDONED = new AtomicInteger();

    /** The time for which a solve may continue after another thread asked it to end. */
    private static final long INTERRUPT_MILLIS = 500;

    @Override
    public OracleSession openSession() {
        return new Session();
    }

    /** A thread with its session; only this thread solves with it and closes it. */
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

        /** The oracle of the session; used by the thread only. */
        private @Nullable LinearOracle owner;

        private boolean isAbandoned;
        private boolean ended;

        Worker(int dimension) {
            vertex = new Vertex(dimension);
            theta = new double[dimension];
        }

        void solve(LinearOracle oracle, double factor) {
            OracleSession current = session;
            if (current == null || !fits(current, oracle)) {
                closeSession();
                current = oracle.openSession();
                session = current;
            }
            owner = oracle;
            current.as(LimitedSession.class).ifPresent(limited -> limited.limits(factor));
            current.solve(theta, vertex);
        }

        private boolean fits(OracleSession current, LinearOracle oracle) {
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
        synchronized void abandon() {
            if (!ended && !isAbandoned) {
                isAbandoned = true;
                RUNNING_ABANDONED.incrementAndGet();
            }
            close();
        }

        private void end() {
            try {
                closeSession();
            } finally {
                synchronized (this) {
                    ended = true;
                    if (isAbandoned) {
                        RUNNING_ABANDONED.decrementAndGet();
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
            solving = running; // set before it begins, so that another thread can interrupt it
            try {
                running.completeAsync(
                        () -> {
                            at.solve(inner, limitFactor);
                            return null;
                        },
                        at.thread);
            } catch (RejectedExecutionException shutDown) {
                requireOpen();
                throw shutDown;
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
                if (RUNNING_ABANDONED.get() >= MAX_ABANDONED) {
                    throw new OracleException(
                            Code.FAILED,
                            RUNNING_ABANDONED
                                    + " abandoned solves are still running, so no other begins. Maybe the solver takes"
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
                            "the solve did not stop when asked to, and was abandoned (" + abandoned.get() + " so far)");
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
                                + " s, did not stop when asked to, and was abandoned (" + abandoned.get()
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
            at.abandon();
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
                running.orTimeout(INTERRUPT_MILLIS, TimeUnit.MILLISECONDS);
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
