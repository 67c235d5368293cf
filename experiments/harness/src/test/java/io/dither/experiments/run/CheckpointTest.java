package io.dither.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void readsBackWhatItWrote() throws IOException {
        Path file = folder.resolve("new/run.ckpt");
        new Checkpoint("a", Map.of("x", new byte[] {1})).write(file);
        new Checkpoint("a", Map.of("x", new byte[] {2, 3}, "empty", new byte[0])).write(file);
        Checkpoint read = Checkpoint.resume(file, "a").orElseThrow();
        assertArrayEquals(new byte[] {2, 3}, read.part("x").readAllBytes());
        assertEquals(0, read.part("empty").readAllBytes().length);
        try (var files = Files.list(folder.resolve("new"))) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void isEmptyWhereThereIsNone() {
        assertTrue(Checkpoint.resume(folder.resolve("none"), "a").isEmpty());
    }

    @Test
    void refusesOtherSettingsAndMissingParts() {
        Path file = folder.resolve("run.ckpt");
        new Checkpoint("epsilon = 1", Map.of()).write(file);
        var other = assertThrows(InvalidArgumentException.class, () -> Checkpoint.resume(file, "epsilon = 2"));
        assertTrue(String.valueOf(other.getMessage()).contains("epsilon = 1, not epsilon = 2"), other.getMessage());
        Checkpoint read = Checkpoint.resume(file, "epsilon = 1").orElseThrow();
        assertThrows(InvalidArgumentException.class, () -> read.part("network"));
    }

    @Test
    void everyCutAndEveryChangedByteIsNoticed() throws IOException {
        Path file = folder.resolve("run.ckpt");
        new Checkpoint("settings", Map.of("part", new byte[] {1, 2, 3})).write(file);
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            Files.write(file, Arrays.copyOf(good, i));
            assertThrows(DataException.class, () -> Checkpoint.resume(file, "settings"));
            byte[] changed = good.clone();
            changed[i] ^= 4;
            Files.write(file, changed);
            assertThrows(DataException.class, () -> Checkpoint.resume(file, "settings"));
        }
    }
}
