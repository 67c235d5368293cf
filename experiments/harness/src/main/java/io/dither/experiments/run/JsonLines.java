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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON values, one a line, to a file and to a stream, each at once so that a long run can be watched. */
public final class JsonLines implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Optional<Path> path;
    private final Optional<Writer> file;
    private final Optional<PrintWriter> stream;

    private JsonLines(Optional<Path> path, Optional<PrintWriter> stream) {
        this.path = path;
        this.file = path.map(JsonLines::create);
        this.stream = stream;
    }

    /**
     * Starts the lines.
     *
     * @param file a file, which is overwritten; its folder exists
     * @param stream a stream besides, which is not closed
     * @return the writer; the caller closes it
     */
    public static JsonLines open(Optional<Path> file, Optional<PrintWriter> stream) {
        return new JsonLines(file, stream);
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
        String line = text(value);
        file.ifPresent(writer -> write(line, writer));
        stream.ifPresent(writer -> {
            writer.print(line + "\n");
            writer.flush();
        });
    }

    private void write(String line, Writer writer) {
        try {
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException failure) {
            throw AtomicFile.unwritable(path.orElseThrow(), failure);
        }
    }

    private static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a value that cannot be JSON", unwritable);
        }
    }

    /**
     * Reads values back.
     *
     * @param lines the lines
     * @param type the type of the values
     * @return the values
     * @param <T> the type of the values
     */
    public static <T> List<T> parse(List<String> lines, Class<T> type) {
        List<T> values = new ArrayList<>();
        for (String line : lines) {
            try {
                values.add(MAPPER.readValue(line, type));
            } catch (JsonProcessingException malformed) {
                throw new IllegalStateException("no JSON of a " + type.getSimpleName() + ": " + line, malformed);
            }
        }
        return values;
    }

    @Override
    public void close() {
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException failure) {
            throw AtomicFile.unwritable(path.orElseThrow(), failure);
        }
    }
}
