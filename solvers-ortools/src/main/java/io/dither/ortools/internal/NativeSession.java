package io.dither.ortools.internal;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import org.jspecify.annotations.Nullable;

/**
 * A session that stands between a native solver and two threads: OR-Tools ends the whole process where a model is used after it
 * was freed, so an interrupt finds the solver alive, and closing during a solve waits until that solve has ended. What a session
 * holds that nobody closes is freed once the garbage collector has met it.
 */
public abstract class NativeSession implements OracleSession {
    private final String owner;
    private @Nullable NativeMemory memory;
    private boolean busy;
    private boolean closed;
    private boolean interrupted;

    /**
     * Makes a session whose native objects live for one solve, unless {@link #owns} names one.
     *
     * @param owner what it solves, for messages
     */
    protected NativeSession(String owner) {
        this.owner = owner;
    }

    /**
     * Has a solver freed once, when this session is closed or forgotten.
     *
     * @param free does not refer to this session
     */
    protected final synchronized void owns(Runnable free) {
        memory = NativeMemory.of(this, owner, free);
    }

    /**
     * Solves while the session is open; what is closed meanwhile is freed at the end.
     *
     * @param theta not checked yet
     * @param vertex receives the answer
     */
    protected abstract void solveOpen(double[] theta, Vertex vertex);

    @Override
    public final void solve(double[] theta, Vertex vertex) {
        enter();
        try {
            solveOpen(theta, vertex);
        } finally {
            exit();
        }
    }

    private synchronized void enter() {
        requireIdle();
        busy = true;
        interrupted = false;
    }

    /** However the solve ended. */
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

    /** Refuses where closed, or where another thread is at work: two threads in one native model end the process. */
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

    /** Does something between two native solves that an interrupt may not meet. */
    protected final synchronized void alone(Runnable work) {
        work.run();
    }

    /** Asks the solve under way to end, where there is one. */
    protected final synchronized void interrupt(Runnable ask) {
        if (busy) {
            interrupted = true;
            ask.run();
        }
    }

    /** Returns whether the solve under way was asked to end. */
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
