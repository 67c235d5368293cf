package io.dither.ortools.internal;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import org.jspecify.annotations.Nullable;

/**
 * A session that protects a native solver from use by two threads. OR-Tools crashes the process if a model is used
 * after it was freed. So an interrupt is passed on only during a solve, and closing during a solve frees memory after
 * the solve. The native memory of a session that was never closed is freed when the session is garbage collected.
 */
public abstract class NativeSession implements OracleSession {
    private final String owner;
    private @Nullable NativeMemory memory;
    /** Whether a solve runs. */
    private boolean busy;

    private boolean closed;
    /** Whether the running solve was asked to stop. */
    private boolean interrupted;

    /**
     * Makes a session whose native objects exist only during a solve, unless {@link #freeOnClose} registers one.
     *
     * @param owner what the session solves, such as "the flow"; for messages
     */
    protected NativeSession(String owner) {
        this.owner = owner;
    }

    /**
     * Registers a solver to be freed once, when this session is closed or garbage collected.
     *
     * @param free frees the solver; must not refer to this session
     */
    protected final synchronized void freeOnClose(Runnable free) {
        memory = NativeMemory.of(this, owner, free);
    }

    /**
     * Solves. The method {@code solve} calls this after a check that the session is open and that no solve is running.
     *
     * @param theta not checked yet
     * @param vertex receives the answer
     */
    protected abstract void doSolve(double[] theta, Vertex vertex);

    @Override
    public final void solve(double[] theta, Vertex vertex) {
        enter();
        try {
            doSolve(theta, vertex);
        } finally {
            exit();
        }
    }

    private synchronized void enter() {
        requireIdle();
        busy = true;
        interrupted = false;
    }

    /** Notes that a solve has ended or failed; frees the memory if the session was closed during the solve. */
    private synchronized void exit() {
        busy = false;
        if (closed) {
            free();
        }
    }

    private void free() {
        if (memory != null) {
            memory.free();
        }
    }

    /**
     * Throws if the session is closed, or if another thread is using it, because two threads in one native model crash
     * the process.
     */
    protected final synchronized void requireIdle() {
        if (closed) {
            throw new OracleException(Code.CLOSED, "the session of " + owner + " is closed: open another one");
        }
        if (busy) {
            throw new OracleException(
                    Code.FAILED,
                    "the session of " + owner + " is solving on another thread: open one session per thread");
        }
    }

    /** Runs work, such as making or freeing a solver, during which no interrupt is passed on to a solver. */
    protected final synchronized void exclusively(Runnable work) {
        work.run();
    }

    /** If a solve is running, calls {@code stop}, which asks the native solver to stop. */
    protected final synchronized void interrupt(Runnable stop) {
        if (busy) {
            interrupted = true;
            stop.run();
        }
    }

    /** Returns whether the running solve was asked to stop. */
    protected final synchronized boolean isInterrupted() {
        return interrupted;
    }

    @Override
    public final synchronized void close() {
        if (!closed) {
            closed = true;
            if (!busy) {
                free();
            }
        }
    }
}
