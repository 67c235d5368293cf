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
 * Unpacks native libraries once, into a folder that processes share. The name of the folder contains the checksum of
 * the libraries. A process unpacks into a temporary folder and then renames it, so that no process sees a folder that is
 * being filled; a folder that lost files later is replaced. If two processes unpack at the same time, the folder of the
 * first is kept.
 *
 * @param root the folder that contains the folders of libraries
 */
record NativeCache(Path root) {
    /** The prefix of the names of temporary folders. */
    private static final String TEMPORARY_PREFIX = "unpacking-";

    /** A temporary folder older than this belongs to a process that was killed. */
    private static final Duration MAX_AGE = Duration.ofHours(1);

    /**
     * Returns the cache that {@code -Ddither.cache} or {@code DITHER_CACHE} names, or {@code dither} in the user's
     * folder of caches.
     */
    static NativeCache ofUser() throws IOException {
        String folder = textOr(System.getProperty("dither.cache"), textOr(System.getenv("DITHER_CACHE"), ""));
        return folder.isEmpty()
                ? in(textOr(System.getenv("XDG_CACHE_HOME"), ""), System.getProperty("user.home", ""))
                : new NativeCache(Path.of(folder).toAbsolutePath());
    }

    /**
     * Returns the cache in a folder of caches or, if {@code caches} is not an absolute path, in {@code .cache} of a home
     * folder. Fails if {@code home} is not absolute either: a user without a home has the {@code user.home} "?".
     */
    static NativeCache in(String caches, String home) throws IOException {
        Path folder = Path.of(caches);
        if (!folder.isAbsolute()) { // the XDG standard says that relative paths are ignored
            folder = Path.of(home).resolve(".cache");
        }
        if (!folder.isAbsolute()) {
            throw new FileNotFoundException("the user has no home folder for caches");
        }
        return new NativeCache(folder.resolve("dither"));
    }

    private static String textOr(@Nullable String text, String fallback) {
        return text == null || text.isBlank() ? fallback : text;
    }

    /** Returns the folder of the libraries; unpacks them if the folder does not exist or is incomplete. */
    Path folderOf(NativeJar jar) throws IOException {
        Path folder = root.resolve("ortools-" + jar.checksum());
        removeLeftOvers();
        if (!jar.isCompleteIn(folder)) {
            Files.createDirectories(root);
            Path temporary = Files.createTempDirectory(root, TEMPORARY_PREFIX);
            try {
                jar.unpackInto(temporary);
                rename(jar, temporary, folder);
            } finally {
                delete(temporary); // it does not exist if it was renamed
            }
        }
        return folder;
    }

    /**
     * Gives a temporary folder its final name, unless another process was faster; first removes an incomplete folder.
     */
    private static void rename(NativeJar jar, Path temporary, Path folder) throws IOException {
        if (Files.exists(folder) && !jar.isCompleteIn(folder)) {
            // this name has the temporary prefix, so that a later process removes the folder if this process is killed
            Path incomplete = temporary.resolveSibling(temporary.getFileName() + "-parts");
            Files.move(folder, incomplete, StandardCopyOption.ATOMIC_MOVE);
            delete(incomplete);
        }
        try {
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failure) {
            if (!jar.isCompleteIn(folder)) {
                throw failure;
            }
        }
    }

    /** Removes temporary folders of killed processes, if possible. */
    private void removeLeftOvers() {
        Instant deleteBefore = Instant.now().minus(MAX_AGE);
        try {
            for (Path child : children(root)) {
                if (String.valueOf(child.getFileName()).startsWith(TEMPORARY_PREFIX)
                        && Files.getLastModifiedTime(child).toInstant().isBefore(deleteBefore)) {
                    delete(child);
                }
            }
        } catch (IOException notRemoved) {
            // the root does not exist yet, another process removes the same folder, or deleting is not allowed
        }
    }

    /** Deletes a folder that has only files, if it exists. */
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
