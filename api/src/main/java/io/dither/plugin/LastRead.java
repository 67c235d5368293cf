package io.dither.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What was made of the few files that were read last, so that plugins that are created one after the other from one file share it. A
 * file that has changed is read again. Thread-safe.
 *
 * @param <T> what is made of a file
 */
public final class LastRead<T> {
    private static final int MOST = 4;

    /** The one used longest ago comes first. */
    private final Map<Object, T> held = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    /** Holds nothing yet. */
    public LastRead() {}

    /**
     * {@return what was made of a file, or reads it}
     *
     * @param file the file
     * @param how what else tells apart what is made of one file, such as its format
     * @param reader reads the file
     */
    public synchronized T of(Path file, Object how, Function<Path, ? extends T> reader) {
        Object key = List.of(stamp(file), how);
        T known = held.get(key);
        if (known == null) {
            known = reader.apply(file);
            held.put(key, known);
            if (held.size() > MOST) {
                held.remove(held.keySet().iterator().next());
            }
        }
        return known;
    }

    /**
     * Tells a file from itself before a change.
     *
     * @param file the file
     * @return its path, size and time, by their equality
     */
    public static Object stamp(Path file) {
        try {
            return List.of(file.toAbsolutePath(), Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException unreadable) { // the reader knows better what to say
            return file;
        }
    }
}
