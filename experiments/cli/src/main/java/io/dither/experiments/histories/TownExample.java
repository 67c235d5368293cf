package io.dither.experiments.histories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * A small simulated town and a history of its couriers: streets with a length, a climb and lights, and 400 trips along the paths
 * that seemed cheapest to their couriers. A street costs 1 per unit of length, 6 per unit of climb and 0.4 per light. For each trip,
 * these costs are multiplied by lognormal factors exp(0.3 Z - 0.045) with a standard normal Z per street; 0.045 = 0.3^2 / 2 makes their
 * mean 1.
 */
final class TownExample {
    private static final List<String> FILES = List.of("roads.csv", "corners.csv", "trips.csv", "new.csv", "study.toml");

    private TownExample() {}

    /** Writes the files, refuses to replace any, and returns the commands that come next. */
    static String write(Path folder) {
        for (String file : FILES) {
            Path place = folder.resolve(file);
            Arguments.require(
                    !Files.exists(place, LinkOption.NOFOLLOW_LINKS),
                    place + " already exists",
                    "Maybe choose another folder, or move it away");
        }
        try {
            Files.createDirectories(folder);
            for (String file : FILES) {
                try (InputStream content = open("town/" + file)) {
                    AtomicFile.write(folder.resolve(file), content.readAllBytes());
                }
            }
        } catch (IOException unwritable) {
            throw AtomicFile.unwritable(folder, unwritable);
        }
        return text("town/commands.txt").replace("%s", folder.toString());
    }

    /** Returns the text of a resource of this package: the commands to run next, or the layouts that files of a history may have. */
    static String text(String file) {
        try (InputStream content = open(file)) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream open(String file) {
        return requireNonNull(TownExample.class.getResourceAsStream(file));
    }
}
