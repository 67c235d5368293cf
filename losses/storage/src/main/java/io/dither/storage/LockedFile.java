package io.dither.storage;

import io.dither.error.RegularFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is open and locked against other processes and other parts of this one, until it is closed or the process dies.
 *
 * <p>Where a process closes any channel of a file, POSIX systems drop all its locks on it. So what this process has locked is known, and
 * not opened a second time.
 */
public final class LockedFile implements AutoCloseable {
    /** The keys of what this process has locked; guarded by the class. */
    private static final Set<Object> HELD = new HashSet<>();

    private final FileChannel channel;
    private final Object key;

    private LockedFile(FileChannel channel, Object key) {
        this.channel = channel;
        this.key = key;
    }

    /**
     * Opens and locks a file.
     *
     * @param file the file
     * @param options the options of opening, at least WRITE
     * @return the file, which the caller closes, or null where another has locked it
     * @throws IOException if it cannot be opened, or the system cannot lock
     */
    public static synchronized @Nullable LockedFile open(Path file, OpenOption... options) throws IOException {
        if (Files.exists(file) && HELD.contains(key(file))) {
            return null;
        }
        FileChannel channel = FileChannel.open(RegularFile.require(file), options);
        try {
            if (isLocked(channel)) {
                Object key = key(file);
                HELD.add(key);
                return new LockedFile(channel, key);
            }
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        return null;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** The identity of a file, which differs between two files of one name; its path if the system has none. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    /** Returns whether a file, under whatever name, is this one. */
    boolean is(Path file) throws IOException {
        return key.equals(key(file));
    }

    /**
     * Returns the channel of the file.
     *
     * @return the channel, closed with this
     */
    public FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        synchronized (LockedFile.class) {
            try {
                channel.close();
            } finally {
                HELD.remove(key);
            }
        }
    }
}
