package io.dither.storage.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of this machine, on a disk that fails when a test says so. Whatever is done through {@link #path} is counted: opening for
 * writing, writing, forcing, moving, copying, deleting, making a folder.
 *
 * <pre>{@code
 * FaultyDisk disk = new FaultyDisk().crashAt(7);
 * assertThrows(FaultyDisk.Crash.class, () -> save(disk.path(folder)));
 * disk.losePower();      // what was not forced to the disk is gone
 * load(folder);          // must find the state before, or the one after
 * }</pre>
 *
 * <p>For one thread.
 */
public final class FaultyDisk {
    /** The process ends here: it is thrown by this operation and by all that come after. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(int operation) {
            super("operation " + operation);
        }
    }

    /** A move that the disk may forget until its folder is forced. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Move(Path target, byte @Nullable [] before) {}

    private final FaultyFileSystem files = new FaultyFileSystem(this);
    private final Map<Path, Long> forced = new HashMap<>();
    private final Deque<Move> moves = new ArrayDeque<>();
    private int operations;
    private int crash = Integer.MAX_VALUE;
    private int full = Integer.MAX_VALUE;
    private @Nullable Path undeletable;

    /** Creates a disk without faults. */
    public FaultyDisk() {}

    /**
     * Ends the process at an operation; a write is done by half.
     *
     * @param operation its number, from 1
     * @return this
     */
    public FaultyDisk crashAt(int operation) {
        crash = operation;
        return this;
    }

    /**
     * Has no space from an operation on: writes are done by half and fail, new files and folders are refused.
     *
     * @param operation its number, from 1
     * @return this
     */
    public FaultyDisk fullFrom(int operation) {
        full = operation;
        return this;
    }

    /**
     * Refuses to delete a file, as if another program had it open or another user owned it.
     *
     * @param real a path of the default file system
     * @return this
     */
    public FaultyDisk refuseToDelete(Path real) {
        undeletable = real;
        return this;
    }

    /**
     * Returns a path to a file by way of this disk.
     *
     * @param real a path of the default file system
     * @return the path; paths made of it go by this disk too
     */
    public Path path(Path real) {
        return files.wrapped(real);
    }

    /**
     * Returns how many operations there were.
     *
     * @return the number of the last one
     */
    public int operations() {
        return operations;
    }

    /**
     * Cuts each file back to what was forced to the disk, and takes back moves whose folder was not forced.
     *
     * @throws IOException if that fails
     */
    public void losePower() throws IOException {
        for (Map.Entry<Path, Long> file : forced.entrySet()) {
            if (Files.isRegularFile(file.getKey()) && Files.size(file.getKey()) > file.getValue()) {
                try (FileChannel channel = FileChannel.open(file.getKey(), StandardOpenOption.WRITE)) {
                    channel.truncate(file.getValue());
                }
            }
        }
        while (!moves.isEmpty()) {
            Move last = moves.pop();
            if (last.before() == null) {
                Files.deleteIfExists(last.target());
            } else {
                Files.write(last.target(), last.before());
            }
        }
    }

    /** Counts an operation, which fails where it is to. */
    void operation(boolean needsSpace) throws IOException {
        operations++;
        if (operations >= crash) {
            throw new Crash(operations);
        }
        if (needsSpace && operations >= full) {
            throw new IOException("No space left on device");
        }
    }

    /** Returns whether a write that fails is done by half: not by a process that has ended before. */
    boolean failsNow() {
        return operations <= crash;
    }

    void opened(Path file, long length) {
        forced.putIfAbsent(file, length);
    }

    void forced(Path file, long length) {
        if (Files.isDirectory(file)) {
            moves.removeIf(move -> file.equals(move.target().toAbsolutePath().getParent()));
        } else {
            forced.put(file, length);
        }
    }

    void moving(Path source, Path target) throws IOException {
        moves.push(new Move(target, Files.exists(target) ? Files.readAllBytes(target) : null));
        Long length = forced.remove(source);
        if (length != null) {
            forced.put(target, length);
        }
    }

    void deleting(Path file) throws AccessDeniedException {
        if (file.equals(undeletable)) {
            throw new AccessDeniedException(file.toString());
        }
    }

    void deleted(Path file) {
        forced.remove(file);
    }
}
