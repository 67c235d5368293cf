package io.dither.ortools.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What was read from the files that were asked for last, so that examples that differ in supplies, ends or bounds share it. Thread-safe.
 *
 * @param <T> what a file holds
 */
public final class LastRead<T> {
    private static final int MOST = 4;

    /** A file as it was when it was read. */
    private record Reading(Path file, long size, FileTime modified) {}

    /** The one used longest ago comes first. */
    private final Map<Reading, T> held = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    private final Function<Path, T> reader;

    public LastRead(Function<Path, T> reader) {
        this.reader = reader;
    }

    public synchronized T of(Path file) {
        Reading reading;
        try {
            reading = new Reading(file.toAbsolutePath(), Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException unreadable) { // the reader knows better what to say
            return reader.apply(file);
        }
        T known = held.get(reading);
        if (known == null) {
            known = reader.apply(file);
            held.put(reading, known);
            if (held.size() > MOST) {
                held.remove(held.keySet().iterator().next());
            }
        }
        return known;
    }
}
