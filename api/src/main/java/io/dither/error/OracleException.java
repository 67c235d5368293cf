package io.dither.error;

import org.jspecify.annotations.Nullable;

/**
 * A failed solve, with a code for programs and a message for people. The message names what reproduces the failure
 * (example, sample, seed).
 */
public final class OracleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure. */
    public enum Code {
        /** The input is not acceptable: NaN or infinite theta, a wrong length, or theta outside the domain. */
        INVALID_INPUT,
        /** The feasible set is empty. */
        INFEASIBLE,
        /** The optimum is infinite. */
        UNBOUNDED,
        /** The solver stopped without a required proof of optimality. */
        NOT_OPTIMAL,
        /** The solver ran out of its time or iteration budget. */
        TIMEOUT,
        /** The thread that solved, or that waited for the solve, was interrupted. */
        INTERRUPTED,
        /** The native library of the solver cannot be loaded on this machine. */
        NATIVE_MISSING,
        /** The session or its oracle was used after it was closed. */
        CLOSED,
        /**
         * An oracle returned an invalid vertex: null, a wrong length, or a value that is not finite; or its session
         * broke another rule of its contract, which the message names.
         */
        INVALID_ANSWER,
        /** The solver or a plugin failed in another way; see the cause. */
        FAILED
    }

    private final Code code;

    /**
     * Creates the exception.
     *
     * @param code the kind of failure
     * @param message one line for people, naming values and what to do
     */
    public OracleException(Code code, String message) {
        this(code, message, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param code the kind of failure
     * @param message one line for people, naming values and what to do
     * @param cause the exception that caused it
     */
    public OracleException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** {@return the kind of failure} */
    public Code code() {
        return code;
    }
}
