package io.dither.error;

import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /**
     * {@return the exception of a file as a whole}
     *
     * @param file the file, as the user named it
     * @param problem what is wrong and what to do
     */
    public static DataException of(Path file, String problem) {
        return of(file, problem, null);
    }

    /**
     * {@return the exception of a file as a whole, with its cause}
     *
     * @param file the file, as the user named it
     * @param problem what is wrong and what to do
     * @param cause what was caught
     */
    public static DataException of(Path file, String problem, @Nullable Throwable cause) {
        return new DataException(file.toString(), 0, problem, cause);
    }

    /**
     * {@return what says of a file why it cannot be read}
     *
     * @param file the file, as the user named it
     * @param failure an {@code IOException}, or what wraps one
     */
    public static DataException unreadable(Path file, Exception failure) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        String problem = cause instanceof NoSuchFileException
                ? "the file does not exist. Maybe the path is wrong"
                : cause instanceof CharacterCodingException
                        ? "the file is not text in UTF-8. Maybe save it as UTF-8"
                        : "the file cannot be read: " + cause + ". Maybe it is a folder";
        return of(file, problem, failure);
    }
}
