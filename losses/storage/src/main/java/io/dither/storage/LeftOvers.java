package io.dither.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Removes files that stayed because their process was killed, such as files that libraries unpacked into the temporary
 * folder. A process that still uses such a file is not harmed: Unix removes only the name of an open file, and Windows
 * refuses to remove it.
 */
public final class LeftOvers {
    private static final Duration LEAST_AGE = Duration.ofHours(1);

    private LeftOvers() {}

    /**
     * Removes files with certain names that are older than an hour from the folder {@code java.io.tmpdir}; files that
     * cannot be removed stay.
     *
     * @param names matches the whole name; it must not match files of another origin
     */
    public static void remove(Pattern names) {
        removeFrom(
                Path.of(System.getProperty("java.io.tmpdir", "")),
                names,
                Instant.now().minus(LEAST_AGE));
    }

    /**
     * Removes the files of a folder that match and were last written before an instant. Files that cannot be removed
     * stay.
     */
    static void removeFrom(Path folder, Pattern names, Instant before) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder,
                file -> names.matcher(String.valueOf(file.getFileName())).matches()
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    AtomicFile.deleteIfPossible(file);
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            // the folder does not exist, or another process removes the same files
        }
    }
}
