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
 * Keeps a second process out of a folder that is written to: a lock on the file {@code .lock} in it, which the operating system
 * releases where the process dies. The empty file stays, for to delete it would let two processes lock two files of one name.
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
     * Takes the lock of a folder that exists, and deletes what a process that was killed had begun to write there.
     *
     * @param folder the folder
     * @param inside the names of folders in it that are written too; one with a lock of its own is left to whoever has it
     * @return the lock, released when it is closed
     * @throws InvalidArgumentException if another has it, in this process or another
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static FolderLock take(Path folder, String... inside) {
        Path path = folder.resolve(NAME);
        try {
            LockedFile file = LockedFile.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file == null) {
                throw new InvalidArgumentException(
                        "another run is at work in the folder " + folder,
                        "Maybe wait for its end, or choose another --out");
            }
            AtomicFile.deleteLeftovers(folder);
            for (String name : inside) {
                deleteLeftovers(folder.resolve(name));
            }
            return new FolderLock(path, file);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(path, failure);
        }
    }

    private static void deleteLeftovers(Path inside) {
        if (Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS) && !Files.exists(inside.resolve(NAME))) {
            AtomicFile.deleteLeftovers(inside);
        }
    }

    /**
     * Requires that the folder is the one that was locked.
     *
     * @throws UncheckedIOException if it was deleted, also if another was made in its place
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
     * Makes the exception of a file that others deleted or replaced during the work.
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
        } catch (IOException unlocked) {
            return; // by then the channel is closed, and the lock with it
        }
    }
}
