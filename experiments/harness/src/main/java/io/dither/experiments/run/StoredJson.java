package io.dither.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.storage.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** JSON files that a run left behind. */
public final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StoredJson() {}

    /**
     * Reads a file, and checks it if it ends with a checksum.
     *
     * @param file the file
     * @return its content without the checksum, or empty if there is no such file
     * @throws DataException if it cannot be read, is not JSON, or has changed since it was written
     */
    public static Optional<JsonNode> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(RegularFile.require(file));
            JsonNode json = MAPPER.readTree(text);
            if (json.isMissingNode()) {
                throw DataException.of(file, "is empty. Maybe its run was killed, or the disk was full");
            }
            return Optional.of(withoutChecksum(file, text, json));
        } catch (JsonProcessingException malformed) {
            long line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNr();
            throw new DataException(
                    file.toString(), line, "is not JSON. Maybe it was edited, or its run was killed", malformed);
        } catch (IOException unreadable) {
            throw DataException.unreadable(file, unreadable);
        }
    }

    /** Checks the checksum, if there is one, and returns the other members. Older versions wrote none. */
    private static JsonNode withoutChecksum(Path file, String text, JsonNode json) {
        JsonNode seal = json.get(Seal.MEMBER);
        if (!Seal.isIntact(text, seal == null ? null : seal.asText())) {
            throw DataException.of(file, "has changed since it was written. Maybe run again, or " + Seal.KEEP_CHANGE);
        }
        return json instanceof ObjectNode object ? object.without(Seal.MEMBER) : json;
    }

    /** Parses JSON that this process has written itself. */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("this process wrote malformed JSON", impossible);
        }
    }
}
