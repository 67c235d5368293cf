package io.dither.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJsonTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void anEmptyFileIsDamagedAndNoneIsNone() throws IOException {
        Path file = folder.resolve("result.json");
        assertEquals(Optional.empty(), StoredJson.read(file));
        for (String text : new String[] {"", " \n"}) {
            Files.writeString(file, text);
            String message = assertThrows(DataException.class, () -> StoredJson.read(file))
                    .getMessage();
            assertTrue(String.valueOf(message).contains("result.json: is empty. Maybe"), message);
        }
    }
}
