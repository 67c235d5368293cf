package io.dither.engine;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import org.jspecify.annotations.Nullable;

/**
 * The failed samples of a tally: the first is reported, the others are counted. They merge in order with the blocks, so what
 * is reported does not depend on threads.
 */
final class Failures {
    private String key = "";
    private @Nullable RuntimeException first;
    private long count;

    void add(Problem problem, int sample, RuntimeException cause) {
        if (count++ == 0) {
            String replicate = problem.replicate() == 0 ? "" : ", replicate " + problem.replicate();
            key = "example " + problem.noise().example() + replicate + ", sample " + sample + ", step "
                    + problem.noise().step()
                    + ", seed " + problem.seed();
            first = cause;
        }
    }

    /** Adds those of later samples. */
    void merge(Failures later) {
        if (count == 0) {
            key = later.key;
            first = later.first;
        }
        count += later.count;
    }

    boolean any() {
        return count > 0;
    }

    void reset() {
        count = 0;
        first = null;
    }

    void rethrow() {
        RuntimeException cause = first;
        if (cause == null) {
            return;
        }
        String others = count == 1 ? "" : "; " + (count - 1) + " more samples failed";
        Code code = cause instanceof OracleException known ? known.code() : Code.FAILED;
        String message = cause instanceof OracleException ? cause.getMessage() : "the oracle failed: " + cause;
        throw new OracleException(code, message + " (" + key + others + ")", cause);
    }

    static double requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new OracleException(
                    Code.INVALID_ANSWER, "the oracle's answer has the value " + value + " at a finite theta");
        }
        return value;
    }
}
