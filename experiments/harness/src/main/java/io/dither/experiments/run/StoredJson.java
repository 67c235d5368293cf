package io.dither.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dither.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** JSON files that a run left behind. */
public final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StoredJson() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its content, or empty where there is no such file
     * @throws DataException where it cannot be read or is no JSON
     */
    public static Optional<JsonNode> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
            if (json.isMissingNode()) {
                throw new DataException(file.toString(), 0, "is empty. Maybe its run was killed, or the disk was full");
            }
            return Optional.of(json);
        } catch (JsonProcessingException malformed) {
            long line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNr();
            throw new DataException(
                    file.toString(), line, "is no JSON. Maybe it was edited, or its run was killed", malformed);
        } catch (IOException unreadable) {
            throw new DataException(file.toString(), 0, "cannot be read as UTF-8. Maybe another program saved it", unreadable);
        }
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("JSON of our own", impossible);
        }
    }
}
