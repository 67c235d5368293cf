package io.dither.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file that is written completely or not at all. The content is written to a temporary file in the same folder and
 * forced to the disk. One atomic move then replaces the target, and the folder is forced to the disk too. After a crash
 * at any moment, a full disk or a loss of power, the target is either unchanged or complete.
 *
 * <pre>{@code
 * AtomicFile.write(folder.resolve("result.json"), text);
 *
 * try (AtomicFile file = AtomicFile.of(target)) {
 *     draw(file.temporaryFile());
 *     file.commit(); // without it the target is unchanged
 * }
 * }</pre>
 *
 * <p>A target that is not a regular file, such as a device, a pipe or a link, is written directly. The folder of the
 * target must exist. Use an instance from one thread only.
 */
public final class AtomicFile implements AutoCloseable {
    /** The names of temporary files. */
    private static final Pattern PART = Pattern.compile("\\.part-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-.+");

    private final Path target;
    private final Path temporary;
    private boolean isCommitted;

    private AtomicFile(Path target) {
        this.target = target;
        boolean isAtomic = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                || Files.notExists(target, LinkOption.NOFOLLOW_LINKS);
        temporary =
                isAtomic ? target.resolveSibling(".part-" + UUID.randomUUID() + "-" + target.getFileName()) : target;
    }

    /**
     * Begins to write a file.
     *
     * @param target the file, new or to be replaced
     * @return the writer; the caller closes it
     */
    public static AtomicFile of(Path target) {
        return new AtomicFile(target);
    }

    /**
     * Writes a text in UTF-8.
     *
     * @param file the file, new or replaced; its folder exists
     * @param text the content
     * @throws UncheckedIOException if it cannot be written; a regular file is then unchanged or complete
     */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes.
     *
     * @param file the file, new or replaced; its folder exists
     * @param content the content
     * @throws UncheckedIOException if it cannot be written; a regular file is then unchanged or complete
     */
    public static void write(Path file, byte[] content) {
        try (AtomicFile atomic = new AtomicFile(file)) {
            Files.write(atomic.temporary, content);
            atomic.commit();
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    /**
     * Writes a copy of a file.
     *
     * @param source the file to copy
     * @param file the copy, new or replaced; its folder exists
     * @throws UncheckedIOException if the copy cannot be written; a regular file is then unchanged or complete
     */
    public static void copy(Path source, Path file) {
        try (AtomicFile atomic = new AtomicFile(file)) {
            Files.copy(source, atomic.temporary, StandardCopyOption.REPLACE_EXISTING);
            atomic.commit();
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    /**
     * Returns the temporary file, to which the content is written before the commit.
     *
     * @return a path in the folder of the target, whose name ends with the name of the target; the target itself if it is
     *     written directly
     */
    public Path temporaryFile() {
        return temporary;
    }

    /**
     * Moves the content to the target. The temporary file must be closed before.
     *
     * @throws IOException if that fails; the target is then unchanged or, if only the folder could not be forced to the
     *     disk, complete
     */
    public void commit() throws IOException {
        if (temporary.equals(target)) {
            return;
        }
        try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        isCommitted = true;
        forceFolder(target.toAbsolutePath().resolveSibling("")); // the folder of the target
    }

    /** Forces the folder, and with it the new name, to the disk. Windows does this itself, and cannot open folders. */
    private static void forceFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Deletes the temporary file if it was not committed. */
    @Override
    public void close() {
        if (!isCommitted && !temporary.equals(target)) {
            deleteIfPossible(temporary);
        }
    }

    /** Removes the temporary files that killed processes left in a folder, and no other files. */
    static void removeLeftOvers(Path folder) {
        LeftOvers.removeFrom(folder, PART, Instant.MAX); // of any age: the caller has locked the folder
    }

    /** Deletes a file; if that fails, the file stays until {@link LeftOvers} removes it in a later process. */
    static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException denied) {
            return; // another program has it open, or it belongs to another user
        }
    }

    /**
     * Makes the exception for a file that cannot be written. Its cause is a plain IOException, never a
     * NoSuchFileException, which callers take for a missing input file.
     *
     * @param file the file
     * @param failure the exception of the system
     * @return the exception, to be thrown
     */
    public static UncheckedIOException unwritable(Path file, IOException failure) {
        return new UncheckedIOException("cannot write " + file, new IOException(reason(failure), failure));
    }

    private static String reason(Throwable failure) {
        if (failure.getCause() != null) {
            return reason(failure.getCause()); // an outer message may be vague, such as "the picture was not drawn"
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such folder. Maybe it was deleted, or you must make it first";
        }
        if (failure instanceof AccessDeniedException) {
            return "access denied. Maybe you have no permission to write to the folder";
        }
        String reason = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return (reason == null ? failure.toString() : reason) + ". Maybe the disk is full, or choose another place";
    }
}
