package io.dither.graphhopper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.storage.AtomicFile;
import io.dither.storage.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checksums of the inputs of a graph and of its files, since GraphHopper does not notice that a file has changed.
 *
 * @param map the checksum of the map
 * @param heights the checksum of the tiles of heights; empty if there are none
 * @param graph the checksum of the files of the graph
 */
record GraphSums(String map, String heights, String graph) {
    /** Reads the checksums from a file; empty if there is no such file. */
    static Optional<GraphSums> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(RegularFile.require(file));
            return Optional.of(new GraphSums(line(lines, 0), line(lines, 1), line(lines, 2)));
        } catch (IOException unreadable) {
            throw new DataException(
                    file.toString(), 0, "it cannot be read. Maybe delete it and run dither map again", unreadable);
        }
    }

    /** Returns a line of the file; empty if the file lacks it, for example because it was cut off. */
    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    void write(Path file) {
        AtomicFile.write(file, map + "\n" + heights + "\n" + graph + "\n");
    }

    /** Returns a checksum of the names and contents of all files of a folder; empty if there is no folder. */
    static String checksum(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return checksum(files.sorted().toList());
        } catch (IOException unreadable) {
            throw new DataException(
                    folder.toString(),
                    0,
                    "the folder cannot be read. Maybe you have no permission to read it",
                    unreadable);
        }
    }

    /** Returns a checksum of the names and contents of files; empty if there are none. */
    static String checksum(Collection<Path> files) {
        String namesAndSums = files.stream()
                .map(file -> file.getFileName() + " " + Checksums.sha256(file) + "\n")
                .collect(Collectors.joining());
        return namesAndSums.isEmpty() ? "" : Checksums.sha256(namesAndSums.getBytes(UTF_8));
    }
}
