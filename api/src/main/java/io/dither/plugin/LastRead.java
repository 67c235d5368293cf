package io.dither.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A small cache of the results of the files that were read last, so that plugins that are created one after another
 * read a file once. A file is read again if its size or time of change differs. Thread-safe.
 *
 * @param <T> the result of reading a file
 */
public final class LastRead<T> {
    /** A few files are used at the same time, and a result may be large. */
    private static final int MAX_RESULTS = 4;

    /** The results by the stamp and the variant of their file, in order of last use, the oldest first. */
    private final Map<Object, T> results = new LinkedHashMap<>(2 * MAX_RESULTS, 0.75f, true);

    /** Makes an empty cache. */
    public LastRead() {}

    /**
     * {@return the result for a file; the file is read only if its result is not in the cache}
     *
     * @param file the file
     * @param variant distinguishes several results of one file, such as its format
     * @param reader reads the file
     */
    public synchronized T read(Path file, Object variant, Function<Path, ? extends T> reader) {
        Object key = List.of(stamp(file), variant);
        T result = results.get(key);
        if (result == null) {
            result = reader.apply(file);
            results.put(key, result);
            if (results.size() > MAX_RESULTS) {
                results.remove(results.keySet().iterator().next());
            }
        }
        return result;
    }

    /**
     * Returns a stamp of a file, which differs after the size or the time of change of the file has changed.
     *
     * @param file the file
     * @return its path, size and time of change, or only its path if it cannot be read; to be compared with equals
     */
    public static Object stamp(Path file) {
        try {
            return List.of(file.toAbsolutePath(), Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException unreadable) { // whoever reads the file gets a message that says more
            return file;
        }
    }
}
