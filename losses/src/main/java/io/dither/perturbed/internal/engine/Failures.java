package io.dither.perturbed.internal.engine;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.internal.threads.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Holds the failure to report: that of the first failed sample of a tally. Later samples are skipped, so that an oracle
 * that always fails is reported at once. All earlier samples are drawn and blocks merge in order, so that the report
 * does not depend on threads.
 */
final class Failures {
    /** The example, replicate, sample, step and seed of the first failure, for its message. */
    private String key = "";

    private @Nullable Throwable first;

    void add(Problem problem, int sample, Throwable cause) {
        if (first == null) {
            key = keyOf(problem, ", sample " + sample);
            first = cause;
        }
    }

    private static String keyOf(Problem problem, String samplePart) {
        String replicate = problem.replicate() == 0 ? "" : ", replicate " + problem.replicate();
        return "example " + problem.key().example() + replicate + samplePart + ", step "
                + problem.key().step() + ", seed " + problem.pass().seed();
    }

    /** Returns the exception for a session that did not open. */
    static OracleException notOpened(Problem problem, Throwable cause) {
        rethrowOutOfMemory(cause);
        return described("no session of the oracle opened: ", cause, keyOf(problem, ""));
    }

    /** Returns the exception for a session that did not close. */
    static OracleException notClosed(Throwable cause) {
        return new OracleException(codeOf(cause), "a session of the oracle did not close: " + cause, cause);
    }

    /** Throws if this thread was interrupted. */
    static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw Workers.interrupted();
        }
    }

    /** Rethrows an OutOfMemoryError, which is not a failure of the oracle. */
    static void rethrowOutOfMemory(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError outOfMemory) {
            throw outOfMemory;
        }
    }

    /** Takes the failure of later samples if no earlier sample failed. */
    void merge(Failures later) {
        if (first == null) {
            key = later.key;
            first = later.first;
        }
    }

    boolean any() {
        return first != null;
    }

    void reset() {
        first = null;
    }

    void rethrow() {
        if (first != null) {
            throw described("the oracle failed: ", first, key);
        }
    }

    private static OracleException described(String prefix, Throwable cause, String key) {
        String message = cause instanceof OracleException ? cause.getMessage() : prefix + cause;
        return new OracleException(codeOf(cause), message + " (" + key + ")", cause);
    }

    private static Code codeOf(Throwable cause) {
        if (cause instanceof OracleException failure) {
            return failure.code();
        }
        if (cause instanceof InterruptedException) {
            return Code.INTERRUPTED;
        }
        return cause instanceof UnsatisfiedLinkError ? Code.NATIVE_MISSING : Code.FAILED;
    }

    static double requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new OracleException(
                    Code.INVALID_ANSWER, "the oracle's answer has the value " + value + " at a finite theta");
        }
        return value;
    }
}
