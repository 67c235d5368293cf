package io.dither.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    Path folder;

    private List<List<String>> rows(boolean requiresHeader, int requiredCount) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "1,2\n3,4\n");
        List<List<String>> rows = new ArrayList<>();
        return Lines.read(file, lines -> {
            new Table(lines, requiresHeader, requiredCount, "from", "to").forEach(rows::add);
            return rows;
        });
    }

    @Test
    void anOptionalHeaderNeedsARequiredColumnToBeKnownBy() throws IOException {
        assertEquals(List.of(List.of("1", "2"), List.of("3", "4")), rows(false, 1));
        assertThrows(InvalidArgumentException.class, () -> rows(false, 0));
    }
}
