package io.dither.ortools.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks native libraries once, into a folder named by their checksum that processes share. A process unpacks into a
 * temporary folder and renames it, so that no process sees a part of it; of two processes the first one wins.
 *
 * @param root the folder of such folders
 */
record NativeCache(Path root) {
    /** The prefix of the names of temporary folders. */
    private static final String BESIDE = "unpacking-";

    private static final Duration AGE_OF_THE_DEAD = Duration.ofHours(1);

    /**
     * Returns the cache that {@code -Ddither.cache} or {@code DITHER_CACHE} names, or {@code dither} in the user's
     * folder of caches.
     */
    static NativeCache ofUser() throws IOException {
        String folder = firstOf(System.getProperty("dither.cache"), firstOf(System.getenv("DITHER_CACHE"), ""));
        return folder.isEmpty()
                ? in(firstOf(System.getenv("XDG_CACHE_HOME"), ""), System.getProperty("user.home", ""))
                : new NativeCache(Path.of(folder).toAbsolutePath());
    }

    /** The one in a folder of caches, or in that of a home; a user without a home, whose {@code user.home} is "?", has none. */
    static NativeCache in(String caches, String home) throws IOException {
        Path folder = Path.of(caches);
        if (!folder.isAbsolute()) { // such a name is to be passed over, says its standard
            folder = Path.of(home).resolve(".cache");
        }
        if (!folder.isAbsolute()) {
            throw new FileNotFoundException("the folder of caches of a user without a home");
        }
        return new NativeCache(folder.resolve("dither"));
    }

    private static String firstOf(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    /** Returns the folder of the libraries, which are unpacked if they are not there yet. */
    Path folderOf(NativeJar jar) throws IOException {
        Path folder = root.resolve("ortools-" + jar.checksum());
        removeLeftOvers();
        if (!jar.isWholeIn(folder)) {
            Files.createDirectories(root);
            Path beside = Files.createTempDirectory(root, BESIDE);
            try {
                jar.unpackInto(beside);
                rename(jar, beside, folder);
            } finally {
                delete(beside);
            }
        }
        return folder;
    }

    private static void rename(NativeJar jar, Path beside, Path folder) throws IOException {
        if (Files.exists(folder) && !jar.isWholeIn(folder)) {
            Path parts = beside.resolveSibling(beside.getFileName() + "-parts");
            Files.move(folder, parts, StandardCopyOption.ATOMIC_MOVE);
            delete(parts);
        }
        try {
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException taken) {
            if (!jar.isWholeIn(folder)) {
                throw taken;
            }
        }
    }

    /** Removes temporary folders of killed processes, if it can. */
    private void removeLeftOvers() {
        Instant since = Instant.now().minus(AGE_OF_THE_DEAD);
        try {
            for (Path child : children(root)) {
                if (String.valueOf(child.getFileName()).startsWith(BESIDE)
                        && Files.getLastModifiedTime(child).toInstant().isBefore(since)) {
                    delete(child);
                }
            }
        } catch (IOException another) {
            // there is no folder yet, or another process removes the same
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path file : children(folder)) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
