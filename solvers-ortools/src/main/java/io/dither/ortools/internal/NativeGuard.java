package io.dither.ortools.internal;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a native solver and two threads: OR-Tools ends the whole process where a model is used after it was
 * freed, so an interrupt finds the solver alive, and closing during a solve waits until that solve has ended. What a session holds
 * that nobody closes is freed once the garbage collector has met it.
 */
public final class NativeGuard {
    private final String owner;
    private final @Nullable NativeMemory memory;
    private boolean busy;
    private boolean closed;
    private boolean interrupted;

    /** Guards a solver whose native objects live for one solve. */
    public NativeGuard(String owner) {
        this.owner = owner;
        memory = null;
    }

    /**
     * Guards a solver that is freed once.
     *
     * @param free refers neither to this guard nor to its session
     */
    public NativeGuard(String owner, Runnable free) {
        this.owner = owner;
        memory = NativeMemory.of(this, owner, free);
    }

    private void free() {
        if (memory != null) {
            memory.free();
        }
    }

    public synchronized void requireOpen() {
        if (closed) {
            throw new OracleException(Code.CLOSED, "the session of " + owner + " is closed: open another one");
        }
    }

    /** Refuses where closed. */
    private synchronized void enter() {
        requireOpen();
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

    /** Solves; what was closed meanwhile is freed at the end. */
    public void solving(Runnable solve) {
        enter();
        try {
            solve.run();
        } finally {
            exit();
        }
    }

    /** Does something between two native solves that an interrupt may not meet. */
    public synchronized void alone(Runnable work) {
        work.run();
    }

    /** Asks the solve under way to end, where there is one. */
    public synchronized void interrupt(Runnable ask) {
        if (busy) {
            interrupted = true;
            ask.run();
        }
    }

    /** Returns whether the solve under way was asked to end. */
    public synchronized boolean isInterrupted() {
        return interrupted;
    }

    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (!busy) {
                free();
            }
        }
    }
}
