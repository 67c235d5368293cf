package io.dither.ortools;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;

/**
 * What stands between a native solver and two threads: OR-Tools ends the whole process where a model is used after it was
 * freed, so an interrupt finds the solver alive, and closing during a solve waits until that solve has ended.
 */
final class NativeGuard {
    private final String owner;
    private final Runnable free;
    private boolean busy;
    private boolean closed;
    private boolean interrupted;

    /** Guards a solver that is freed once. */
    NativeGuard(String owner, Runnable free) {
        this.owner = owner;
        this.free = free;
    }

    synchronized void requireOpen() {
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
            free.run();
        }
    }

    /** Solves; what was closed meanwhile is freed at the end. */
    void solving(Runnable solve) {
        enter();
        try {
            solve.run();
        } finally {
            exit();
        }
    }

    /** Does something between two native solves that an interrupt may not meet. */
    synchronized void alone(Runnable work) {
        work.run();
    }

    /** Asks the solve under way to end, where there is one. */
    synchronized void interrupt(Runnable ask) {
        if (busy) {
            interrupted = true;
            ask.run();
        }
    }

    /** Says whether the solve under way was asked to end. */
    synchronized boolean isInterrupted() {
        return interrupted;
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            if (!busy) {
                free.run();
            }
        }
    }
}
