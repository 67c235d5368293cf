package io.dither.storage;

import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two runs from writing to the same folder: each must lock the file {@code .lock} in it. The operating system
 * releases the lock if the process dies. The empty file stays: if it were deleted, two processes could lock two files
 * of the same name.
 */
public final class FolderLock implements AutoCloseable {
    static final String NAME = ".lock";

    private final Path path;
    private final LockedFile file;

    private FolderLock(Path path, LockedFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Takes the lock of a folder, which must exist, and removes the temporary files that killed processes left there.
     *
     * @param folder the folder
     * @param subfolders the names of subfolders that are written too; in a subfolder that itself has a file {@code
     *     .lock}, temporary files are not removed
     * @return the lock, released when it is closed
     * @throws InvalidArgumentException if the folder is locked already, by this or another process
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static FolderLock take(Path folder, String... subfolders) {
        Path path = folder.resolve(NAME);
        try {
            LockedFile file = LockedFile.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file == null) {
                throw new InvalidArgumentException(
                        "another run is at work in the folder " + folder,
                        "Maybe wait for its end, or choose another --out");
            }
            AtomicFile.removeLeftOvers(folder);
            for (String name : subfolders) {
                removeLeftOvers(folder.resolve(name));
            }
            return new FolderLock(path, file);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(path, failure);
        }
    }

    private static void removeLeftOvers(Path subfolder) {
        if (Files.isDirectory(subfolder, LinkOption.NOFOLLOW_LINKS) && !Files.exists(subfolder.resolve(NAME))) {
            AtomicFile.removeLeftOvers(subfolder);
        }
    }

    /**
     * Requires that the folder is still the one that was locked.
     *
     * @throws UncheckedIOException if the folder was deleted, even if another folder was made in its place
     */
    public void requireHeld() {
        try {
            if (!file.is(path)) {
                throw new NoSuchFileException(path.toString());
            }
        } catch (IOException gone) {
            throw deleted(path, gone);
        }
    }

    /**
     * Makes the exception for a file that was deleted or replaced during the run.
     *
     * @param file the file
     * @param cause the exception of the system
     * @return the exception, to be thrown
     */
    public static UncheckedIOException deleted(Path file, IOException cause) {
        return new UncheckedIOException(
                "the run is lost",
                new IOException(
                        file + " was deleted or replaced while the run was at work. Maybe run it again", cause));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException harmless) {
            return; // the channel is closed nevertheless, which releases the lock
        }
    }
}
