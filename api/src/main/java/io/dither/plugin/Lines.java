package io.dither.plugin;

import io.dither.error.DataException;
import io.dither.error.RegularFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The lines of a text file, for parsers whose messages name the line. */
public final class Lines {
    private static final String HINT = ". Maybe the file is damaged, was cut short, or is of another format";

    private final Path file;
    private final Stream<String> lines;
    /** The number of the current line, from 1; 0 before the first line. */
    private long lineNumber;

    private String currentLine = "";

    private Lines(Path file, Stream<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads a file in UTF-8.
     *
     * @param <T> the type of the result
     * @param file the file
     * @param reader makes the result from the lines
     * @return the result
     * @throws DataException if the file cannot be read
     */
    public static <T> T read(Path file, Function<Lines, T> reader) {
        return read(file, StandardCharsets.UTF_8, reader);
    }

    /**
     * Reads a file in any encoding.
     *
     * @param <T> the type of the result
     * @param file the file
     * @param charset its encoding
     * @param reader makes the result from the lines
     * @return the result
     * @throws DataException if the file cannot be read
     */
    public static <T> T read(Path file, Charset charset, Function<Lines, T> reader) {
        try (BufferedReader text = Files.newBufferedReader(RegularFile.require(file), charset)) {
            return reader.apply(new Lines(file, text.lines()));
        } catch (IOException | UncheckedIOException unreadable) {
            throw DataException.unreadable(file, unreadable);
        }
    }

    /**
     * Passes each line that is not blank to a consumer; may be called only once, because it reads to the end of the
     * file.
     *
     * @param consumer receives a line
     */
    public void forEach(Consumer<String> consumer) {
        lines.forEachOrdered(line -> {
            lineNumber++;
            // some programs start a file with a byte order mark; at the start of another line it is ignored, too
            currentLine = line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (!currentLine.trim().isEmpty()) {
                consumer.accept(currentLine);
            }
        });
    }

    /**
     * {@return an exception about the current line}
     *
     * @param problem what is wrong
     */
    public DataException malformed(String problem) {
        return new DataException(file.toString(), lineNumber, problem + HINT);
    }

    /**
     * {@return an exception about the current line, whose message begins with the text of the line}
     *
     * @param problem what is wrong, as the end of a sentence whose subject is the line, such as {@code has 2 columns}
     */
    public DataException refused(String problem) {
        return malformed("'" + currentLine.trim() + "' " + problem);
    }

    /**
     * {@return an exception about the file as a whole, whose message has no number of a line}
     *
     * @param problem what is wrong
     */
    public DataException incomplete(String problem) {
        return new DataException(file.toString(), 0, problem + HINT);
    }

    /**
     * {@return the whole number in a field of the current line}
     *
     * @param field the text of the field
     * @param min the least number allowed
     * @param max the largest number allowed
     * @throws DataException if the field is not a whole number in this range
     */
    public long whole(String field, long min, long max) {
        try {
            long number = Long.parseLong(field);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notWhole) {
            throw malformed("'" + field + "' in '" + currentLine.trim() + "' is not a whole number, or is too long");
        }
        throw malformed("'" + field + "' in '" + currentLine.trim() + "' is not between " + min + " and " + max);
    }

    /**
     * {@return the finite number in a field of the current line}
     *
     * @param name the beginning of the message, before the text of the field, such as {@code x =}
     * @param field the text of the field
     * @throws DataException if the field is not a finite number
     */
    public double real(String name, String field) {
        try {
            double number = Double.parseDouble(field);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notReal) {
            throw malformed(name + " '" + field + "' is not a number");
        }
        throw malformed(name + " '" + field + "' is not finite");
    }
}
