package io.dither.error;

import org.jspecify.annotations.Nullable;

/**
 * A failed solve, or a failure of what solves need, such as a plugin. It has a code for programs and a message for
 * people. If a perturbed optimizer solved, the message names what reproduces the failure (example, sample, step, seed).
 */
public final class OracleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure. */
    public enum Code {
        /**
         * The input is not acceptable: NaN or infinite theta, a wrong length, theta outside the domain, or numbers so
         * large that a result overflows.
         */
        INVALID_INPUT,
        /** The feasible set is empty. */
        INFEASIBLE,
        /** The optimum is infinite, or a sum over all walks has no limit. */
        UNBOUNDED,
        /** The solver stopped without a required proof of optimality, or without any feasible solution. */
        NOT_OPTIMAL,
        /** The solver ran out of its time or iteration budget. */
        TIMEOUT,
        /** The thread that solved, waited for a solve or loaded plugins was interrupted. */
        INTERRUPTED,
        /** The native library of the solver cannot be loaded on this machine. */
        NATIVE_MISSING,
        /** A session, or the oracle, layer or predictor that owns it, was used after it was closed. */
        CLOSED,
        /**
         * An oracle returned an invalid vertex: null, a wrong length, or a value that is not finite; or its session
         * broke another rule of its contract, which the message names; or a function of solutions that the caller
         * gave returned a value that is not finite.
         */
        INVALID_ANSWER,
        /** The solver or a plugin failed in another way; see the message, and the cause if there is one. */
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
