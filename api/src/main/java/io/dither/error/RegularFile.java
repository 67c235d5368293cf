package io.dither.error;

import java.nio.file.Files;
import java.nio.file.Path;

/** Requires that files to open are regular files, because reading a pipe or a device may never end. */
public final class RegularFile {
    private RegularFile() {}

    /**
     * Requires that a path is a regular file or does not exist: if it does not exist, the caller's attempt to open it
     * creates it or gives the better message. Links are followed.
     *
     * @param file the path, as the user named it
     * @return the path, to be opened
     * @throws DataException if it is a folder, a pipe or a device
     */
    public static Path require(Path file) {
        if (Files.isDirectory(file)) {
            throw DataException.of(file, "this is a folder, not a file. Maybe name a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw DataException.of(file, "this is a pipe or a device, not a file. Maybe save its output to a file");
        }
        return file;
    }
}
