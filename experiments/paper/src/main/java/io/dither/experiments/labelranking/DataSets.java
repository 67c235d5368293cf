package io.dither.experiments.labelranking;

import io.dither.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the data: a file, all {@code *.txt} of a folder, or the bundled data sets. */
final class DataSets {
    private DataSets() {}

    /** Loads the chosen file or folder, or the bundled data sets if it is null. */
    static List<RankingData> load(@Nullable Path chosen) {
        return chosen == null ? BundledData.all() : at(chosen);
    }

    private static List<RankingData> at(Path path) {
        if (!Files.exists(path)) {
            throw DataException.of(path, "there is no such file or folder. Maybe check --data");
        }
        return Files.isDirectory(path) ? all(path) : List.of(RankingReader.read(path));
    }

    /** Reads all files, before any model is trained. If files are bad, the message names all of them. */
    private static List<RankingData> all(Path folder) {
        List<RankingData> read = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                read.add(RankingReader.read(file));
            } catch (DataException bad) {
                failures.add(String.valueOf(bad.getMessage()));
            }
        }
        if (!failures.isEmpty()) {
            throw DataException.of(folder, failures.size() + " unreadable: " + String.join("; ", failures));
        }
        if (read.isEmpty()) {
            throw DataException.of(folder, "holds no *.txt file. Maybe name another folder or a file");
        }
        return read;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw DataException.of(folder, "cannot be listed", unreadable);
        }
    }
}
