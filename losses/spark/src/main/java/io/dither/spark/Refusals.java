package io.dither.spark;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;

/** Finds the exception of Dither among the causes of an exception of Spark. */
final class Refusals {
    private Refusals() {}

    /** Returns the exception of Dither; if there is none, an exception with the message of Spark and a hint. */
    static RuntimeException of(Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidArgumentException
                    || cause instanceof DataException
                    || cause instanceof OracleException) {
                return (RuntimeException) cause;
            }
        }
        String message = String.valueOf(failed.getMessage());
        boolean isMissing = message.contains("ClassNotFoundException") || message.contains("NoClassDefFoundError");
        String hint = isMissing
                ? "Maybe the jars of Dither are missing on the executors: name them in spark.jars"
                : "Maybe the logs of the executors say more";
        return new IllegalStateException(
                "Spark gave up: " + message.lines().findFirst().orElse("") + ". " + hint + ".", failed);
    }
}
