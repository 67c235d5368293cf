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
 * An open file, locked against other processes and against other code of this process until it is closed or the process
 * dies.
 *
 * <p>If a process closes any channel of a file, POSIX systems release all locks of the process on that file. So this
 * class remembers the files that the process locked, and does not open them a second time.
 */
public final class LockedFile implements AutoCloseable {
    /** The keys of the files that this process locked; guarded by the lock of the class. */
    private static final Set<Object> LOCKED = new HashSet<>();

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
     * @return the file, which the caller closes; null if it is locked already
     * @throws IOException if it cannot be opened, or the system cannot lock
     */
    public static synchronized @Nullable LockedFile open(Path file, OpenOption... options) throws IOException {
        if (Files.exists(file) && LOCKED.contains(key(file))) { // only a file that exists has a key
            return null;
        }
        FileChannel channel = FileChannel.open(RegularFile.require(file), options);
        try {
            if (tryLock(channel)) {
                Object key = key(file);
                LOCKED.add(key);
                return new LockedFile(channel, key);
            }
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        return null;
    }

    /** Locks a file; returns false if another process, or this one, has locked it. */
    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /**
     * Returns a key that identifies a file: a file that is deleted and created again under the same name gets another
     * key. If the file system has no such keys, the path is the key.
     */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    /** Returns whether a path leads to this file. */
    boolean is(Path file) throws IOException {
        return key.equals(key(file));
    }

    /**
     * Returns the channel of the file.
     *
     * @return the channel; closing this object closes it
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
                LOCKED.remove(key);
            }
        }
    }
}
