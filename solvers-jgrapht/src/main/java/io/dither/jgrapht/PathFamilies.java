package io.dither.jgrapht;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** The families of the files that were read last, so that many trips on one road graph share it. Thread-safe. */
final class PathFamilies {
    private static final int MOST = 4;

    /** A file as it was when it was read, and how it was read. */
    private record Reading(
            Path file,
            long size,
            FileTime modified,
            String format,
            boolean directed,
            WeightsOn weightsOn,
            Algorithm algorithm) {}

    /** The one used longest ago comes first. */
    private final Map<Reading, PathFamily> families = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    /** Finds the family of a file, or reads it. */
    synchronized PathFamily of(Path file, String format, boolean directed, WeightsOn weightsOn, Algorithm algorithm) {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException unreadable) { // the reader knows better what to say
            return new PathFamily(GraphFile.read(file, format, directed), weightsOn, algorithm);
        }
        Reading reading = new Reading(
                file.toAbsolutePath(), now.size(), now.lastModifiedTime(), format, directed, weightsOn, algorithm);
        PathFamily known = families.get(reading);
        if (known != null) {
            return known;
        }
        PathFamily read = new PathFamily(GraphFile.read(file, format, directed), weightsOn, algorithm);
        families.put(reading, read);
        if (families.size() > MOST) {
            families.remove(families.keySet().iterator().next());
        }
        return read;
    }
}
