package io.dither.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.storage.faults.FaultyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOversTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void oldFilesOfTheNameGoAndAllOthersStay() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        for (String name : Set.of("libone1.so", "libone.so", "libone12.so.txt", "other1.so")) {
            Files.setLastModifiedTime(Files.writeString(folder.resolve(name), ""), old);
        }
        Files.writeString(folder.resolve("libone2.so"), "at work");
        LeftOvers.removeFrom(
                folder, Pattern.compile("libone\\d+\\.so"), Instant.now().minus(Duration.ofHours(1)));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    Set.of("libone.so", "libone12.so.txt", "other1.so", "libone2.so"),
                    left.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
        LeftOvers.removeFrom(folder.resolve("none"), Pattern.compile(".*"), Instant.MAX);
    }

    @Test
    void aFileThatCannotBeRemovedDoesNotKeepTheOthers() throws IOException {
        Set<String> names = Set.of("a", "b", "c");
        for (String refused : names) {
            for (String name : names) {
                Files.writeString(folder.resolve(name), "");
            }
            FaultyDisk disk = new FaultyDisk().refuseToDelete(folder.resolve(refused));
            LeftOvers.removeFrom(disk.path(folder), Pattern.compile("[abc]"), Instant.MAX);
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(folder.resolve(refused)), left.toList());
            }
        }
    }
}
