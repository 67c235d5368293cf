package io.dither.jgrapht;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.files.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What was made of the files that were read last, so that many trips on one road graph share it. Thread-safe.
 *
 * @param <F> the family
 */
final class Families<F> {
    private static final int MOST = 4;

    /** A file as it was when it was read, and how it was read. */
    private record Reading(Path file, long size, FileTime modified, String format, boolean directed, Object rest) {}

    /** What tells a file from itself before a change. */
    static Object stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(file.toAbsolutePath(), now.size(), now.lastModifiedTime());
        } catch (IOException unreadable) { // the reader knows better what to say
            return file;
        }
    }

    /** The one used longest ago comes first. */
    private final Map<Reading, F> families = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    /** Finds the family of a file, or reads it; {@code rest} tells apart what is made of one graph. */
    synchronized F of(Path file, String format, boolean directed, Object rest, Function<FlatGraph, F> make) {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException unreadable) { // the reader knows better what to say
            return make.apply(GraphFile.read(file, format, directed));
        }
        Reading reading =
                new Reading(file.toAbsolutePath(), now.size(), now.lastModifiedTime(), format, directed, rest);
        F known = families.get(reading);
        if (known != null) {
            return known;
        }
        F read = make.apply(GraphFile.read(file, format, directed));
        families.put(reading, read);
        if (families.size() > MOST) {
            families.remove(families.keySet().iterator().next());
        }
        return read;
    }
}
