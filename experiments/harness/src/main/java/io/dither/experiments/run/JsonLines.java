package io.dither.experiments.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes JSON values, one per line, to a file, a stream, or both. Each value is flushed, so that a long run can be watched. */
public final class JsonLines implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Optional<Path> path;
    private final Optional<Writer> fileWriter;
    private final List<Writer> writers;

    /**
     * Starts the lines.
     *
     * @param file a file, which is overwritten; its folder exists
     * @param stream an additional stream, which is not closed
     */
    public JsonLines(Optional<Path> file, Optional<PrintWriter> stream) {
        this.path = file;
        fileWriter = file.map(JsonLines::create);
        this.writers = Stream.concat(fileWriter.stream(), stream.stream()).toList();
    }

    private static Writer create(Path file) {
        try {
            return Files.newBufferedWriter(file, UTF_8);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(file, failure);
        }
    }

    /**
     * Prints a value.
     *
     * @param value a record, a map ...
     */
    public void print(Object value) {
        String line = JsonOutput.line(value) + "\n";
        try {
            for (Writer writer : writers) {
                writer.write(line);
                writer.flush();
            }
        } catch (IOException failure) {
            // the file failed: a PrintWriter throws no exception
            throw AtomicFile.unwritable(path.orElseThrow(), failure);
        }
    }

    /**
     * Reads a value back. NaN and infinity were written as null: a field of type {@code double} then reads as 0.
     *
     * @param line the line
     * @param type the type of the value
     * @return the value
     * @param <T> the type of the value
     * @throws IllegalStateException if the line is not the JSON of such a value
     */
    public static <T> T parse(String line, Class<T> type) {
        try {
            return MAPPER.readValue(line, type);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("not the JSON of a " + type.getSimpleName() + ": " + line, malformed);
        }
    }

    @Override
    public void close() {
        try {
            if (fileWriter.isPresent()) {
                fileWriter.get().close();
            }
        } catch (IOException failure) {
            throw AtomicFile.unwritable(path.orElseThrow(), failure);
        }
    }
}
