package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands write what they are told to, where they are told to, and over nothing of others. */
class OwnFilesTest {
    @TempDir
    private Path folder;

    private List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anExampleIsWrittenOverNothing() throws IOException {
        for (String name : List.of("roads.csv", "corners.csv", "trips.csv", "new.csv")) {
            Path town = Files.createDirectory(folder.resolve("of-" + name));
            Path mine = Files.writeString(town.resolve(name), "mine");
            Outcome outcome = Outcome.of("learn", "--write-example", town.toString());
            assertEquals(2, outcome.code());
            assertEquals(
                    "dither: " + mine + " is there already. Maybe choose another folder, or move it away.\n",
                    outcome.err());
            assertEquals("mine", Files.readString(mine));
            assertEquals(List.of(name), names(town));
        }
    }
}
