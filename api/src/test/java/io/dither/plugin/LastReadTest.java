package io.dither.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastReadTest {
    @TempDir
    Path folder;

    private final LastRead<String> last = new LastRead<>();
    private final List<String> read = new ArrayList<>();

    private String of(Path file, Object how) {
        return last.read(file, how, one -> {
            read.add(one.getFileName() + " " + how);
            return read.get(read.size() - 1);
        });
    }

    @Test
    void aFileIsReadAgainWhenItHasChangedOrIsReadInAnotherWay() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        assertEquals("a csv", of(file, "csv"));
        assertEquals("a csv", of(file, "csv"));
        assertEquals("a dimacs", of(file, "dimacs"));
        Files.writeString(file, "12");
        of(file, "csv");
        assertEquals(List.of("a csv", "a dimacs", "a csv"), read);
    }

    @Test
    void theOneUsedLongestAgoGoes() throws IOException {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            Files.writeString(folder.resolve(name), name);
        }
        for (String name : List.of("a", "b", "c", "d", "a", "e", "a", "b")) {
            of(folder.resolve(name), 1);
        }
        assertEquals(List.of("a 1", "b 1", "c 1", "d 1", "e 1", "b 1"), read);
    }

    @Test
    void whatCannotBeReadIsNotHeld() {
        Path missing = folder.resolve("missing");
        for (int twice = 0; twice < 2; twice++) {
            assertThrows(
                    DataException.class,
                    () -> last.read(missing, "", file -> {
                        throw new DataException(file.toString(), 0, "none");
                    }));
        }
    }
}
