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
 * Files that libraries unpack into the temporary folder, and that stay there where their process is killed. Those older than an hour go. A
 * process that still works with one is not harmed: of a file that is loaded Unix takes away the name alone, and Windows refuses.
 */
public final class LeftOvers {
    private static final Duration AGE_OF_THE_DEAD = Duration.ofHours(1);

    private LeftOvers() {}

    /**
     * Removes the old files of some names from the folder {@code java.io.tmpdir}; where one cannot be removed it stays.
     *
     * @param names the whole name, which no file of another origin may have
     */
    public static void remove(Pattern names) {
        removeFrom(
                Path.of(System.getProperty("java.io.tmpdir", "")),
                names,
                Instant.now().minus(AGE_OF_THE_DEAD));
    }

    /** Removes the files of a folder that were last written before a moment. */
    static void removeFrom(Path folder, Pattern names, Instant before) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder,
                file -> names.matcher(String.valueOf(file.getFileName())).matches()
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | RuntimeException another) {
            // another process removes the same, or it belongs to another user
        }
    }
}
