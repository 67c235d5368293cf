package io.dither.engine;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import org.jspecify.annotations.Nullable;

/** Collects the failed samples of a wave: the one with the lowest index is reported, the others are counted. */
final class Failures {
    private record Failure(long example, int replicate, int sample, String key, RuntimeException cause) {
        /** Replicates come before samples, as in the order of the blocks, so that waves change nothing. */
        boolean isBefore(Failure other) {
            if (example != other.example) {
                return example < other.example;
            }
            return replicate != other.replicate ? replicate < other.replicate : sample < other.sample;
        }
    }

    private @Nullable Failure first;
    private long count;

    synchronized void add(Problem problem, int sample, RuntimeException cause) {
        String replicate = problem.replicate() == 0 ? "" : ", replicate " + problem.replicate();
        String key = "example " + problem.noise().example() + replicate + ", sample " + sample + ", step "
                + problem.noise().step()
                + ", seed " + problem.seed();
        Failure failure = new Failure(problem.noise().example(), problem.replicate(), sample, key, cause);
        count++;
        if (first == null || failure.isBefore(first)) {
            first = failure;
        }
    }

    synchronized void rethrow() {
        if (first == null) {
            return;
        }
        String others = count == 1 ? "" : "; " + (count - 1) + " more samples failed";
        RuntimeException cause = first.cause();
        Code code = cause instanceof OracleException known ? known.code() : Code.FAILED;
        String message = cause instanceof OracleException ? cause.getMessage() : "the oracle failed: " + cause;
        throw new OracleException(code, message + " (" + first.key() + others + ")", cause);
    }

    static double requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new OracleException(
                    Code.INVALID_ANSWER, "the oracle's answer has the value " + value + " at a finite theta");
        }
        return value;
    }
}
