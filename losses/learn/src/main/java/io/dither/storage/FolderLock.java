package io.dither.storage;

import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a second process out of a folder that one writes to: a lock on the file {@code .lock} in it, which the operating system
 * releases where the process dies. The empty file stays, for to delete it would let two processes lock two files of one name.
 */
public final class FolderLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final @Nullable Object key;

    private FolderLock(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.key = key(file);
    }

    /**
     * Takes the lock of a folder that exists, and deletes what a process that was killed had begun to write there.
     *
     * @param folder the folder
     * @return the lock, released when it is closed
     * @throws InvalidArgumentException where another has it, in this process or another
     * @throws UncheckedIOException where the folder cannot be written
     */
    public static FolderLock take(Path folder) {
        Path file = folder.resolve(".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new InvalidArgumentException(
                        "another run is at work in the folder " + folder,
                        "Maybe wait for its end, or choose another --out");
            }
            AtomicFile.deleteLeftovers(folder);
            return new FolderLock(file, channel);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(file, failure);
        }
    }

    /**
     * Locks a file until its channel is closed.
     *
     * @param channel the file, open for writing
     * @return whether it is locked now; not where another process, or another part of this one, has it
     * @throws IOException where the system cannot tell
     */
    public static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /**
     * Requires that the folder is the one that was locked.
     *
     * @throws UncheckedIOException where it was deleted, also if another was made in its place
     */
    public void requireHeld() {
        try {
            if (!Objects.equals(key, key(file))) {
                throw new NoSuchFileException(file.toString());
            }
        } catch (IOException gone) {
            throw deleted(file, gone);
        }
    }

    /**
     * Makes the exception of a file that others deleted or replaced during the work.
     *
     * @param file the file
     * @param cause what the system says
     * @return the exception, to be thrown
     */
    public static UncheckedIOException deleted(Path file, IOException cause) {
        return new UncheckedIOException(
                "the run is lost",
                new IOException(
                        file + " was deleted or replaced while the run was at work. Maybe run it again", cause));
    }

    /** What tells two files of one name apart, where the system knows. */
    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unlocked) {
            return; // by then the channel is closed, and the lock with it
        }
    }
}
