package io.dither.error;

import org.jspecify.annotations.Nullable;

/** Input data that cannot be read: a missing or malformed file; the message names the file and, if known, the line. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param source the file, as the user named it
     * @param line the line number, from 1, or 0 where there is none
     * @param problem what is wrong and what to do
     */
    public DataException(String source, long line, String problem) {
        this(source, line, problem, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param source the file, as the user named it
     * @param line the line number, from 1, or 0 where there is none
     * @param problem what is wrong and what to do
     * @param cause what was caught
     */
    public DataException(String source, long line, String problem, @Nullable Throwable cause) {
        super(source + (line > 0 ? ":" + line : "") + ": " + problem, cause);
    }
}
