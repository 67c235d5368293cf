package io.dither.storage.faults;

import com.sun.management.ThreadMXBean;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a reader of files must keep, for an oracle or a tool that reads one: whatever the file holds, it is read, or refused by a
 * {@link DataException} or an {@link InvalidArgumentException} whose message says "Maybe ..." and, where it is a
 * {@code DataException}, names the file; and the memory allocated is that of the file's size, not that of what the file says of itself.
 *
 * <pre>{@code
 * FileReaderContract.of("roads.csv", "source,target\na,b\n", file -> Roads.read(file)).check(folder).require();
 * }</pre>
 *
 * <p>The damaged copies: cut short at every byte; seeded changes of bits and bytes; each number of a text replaced by 2147483647,
 * 2147483646, -1, 0, 99999999999999999999, 1e308, NaN and nothing; the largest numbers of 4 and 8 bytes in a binary header;
 * UTF-16, byte order marks, Latin-1, zeros, other ends of lines; brackets 100,000 deep and lines as long. Besides: no file, a folder in
 * its place, a link to the file, a link to itself.
 */
public final class FileReaderContract {
    private static final long SEED = 1;
    private static final int FLIPS = 300;
    private static final int SHOWN = 400;
    /** A file takes at most so much memory, and so much for each of its bytes. */
    private static final long MOST_BYTES = 1 << 24;

    private static final long BYTES_A_BYTE = 500;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final byte[] file;
    private final Consumer<Path> reader;
    private final List<String> problems = new ArrayList<>();
    private int every = 1;
    private int tried;
    private int refused;

    private FileReaderContract(String name, byte[] file, Consumer<Path> reader) {
        this.name = name;
        this.file = file;
        this.reader = reader;
    }

    /**
     * What was tried, and what went wrong.
     *
     * @param tried the number of files
     * @param refused how many of them were refused as they should be
     * @param problems a line for each that was not
     */
    public record Report(int tried, int refused, List<String> problems) {
        /**
         * Fails where there are problems.
         *
         * @return this
         */
        public Report require() {
            if (!problems.isEmpty()) {
                throw new AssertionError(problems.size() + " of " + tried + " files:\n"
                        + String.join("\n", problems.subList(0, Math.min(20, problems.size()))));
            }
            return this;
        }
    }

    /**
     * Makes the contract of a reader.
     *
     * @param name the name of the file, whose end may tell the format
     * @param file a small valid file
     * @param reader reads it, and throws where it cannot
     * @return the contract
     */
    public static FileReaderContract of(String name, byte[] file, Consumer<Path> reader) {
        return new FileReaderContract(name, file.clone(), reader);
    }

    /**
     * Makes the contract of a reader of text.
     *
     * @param name the name of the file
     * @param text a small valid file
     * @param reader reads it, and throws where it cannot
     * @return the contract
     */
    public static FileReaderContract of(String name, String text, Consumer<Path> reader) {
        return of(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), reader);
    }

    /**
     * Tries only some of the damaged copies, for tests that must be quick.
     *
     * @param step 10 for every tenth
     * @return this
     */
    public FileReaderContract every(int step) {
        every = step;
        return this;
    }

    /**
     * Gives the reader the valid file, which it must read, and all damaged ones.
     *
     * @param folder an empty folder
     * @return what was tried
     * @throws IOException if a copy cannot be written
     */
    public Report check(Path folder) throws IOException {
        Path valid = written(folder, "valid", file);
        reader.accept(valid);
        List<Damage> all = Damage.all(file, FLIPS, SEED);
        for (int i = 0; i < all.size(); i += every) {
            Damage damage = all.get(i);
            Path copy = written(folder, "damaged", damage.bytes());
            // readers that keep what they have read tell files by their times
            Files.setLastModifiedTime(copy, FileTime.fromMillis(1000L * tried));
            read(copy, damage.name(), damage.bytes().length);
        }
        Path none = folder.resolve("none");
        mustRefuse(Files.createDirectories(none).resolve(name), "no file");
        mustRefuse(Files.createDirectories(none.resolve("folder").resolve(name)), "a folder");
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Path loop = Files.createDirectories(none.resolve("loop")).resolve(name);
            mustRefuse(Files.createSymbolicLink(loop, loop), "a link to itself");
            Path link = Files.createDirectories(none.resolve("link")).resolve(name);
            reader.accept(Files.createSymbolicLink(link, valid));
        }
        return new Report(tried, refused, List.copyOf(problems));
    }

    private Path written(Path folder, String place, byte[] bytes) throws IOException {
        return Files.write(Files.createDirectories(folder.resolve(place)).resolve(name), bytes);
    }

    private void mustRefuse(Path copy, String what) {
        int before = refused;
        read(copy, what, file.length);
        if (refused == before) {
            problems.add(name + ", " + what + ": is not refused");
        }
    }

    private void read(Path copy, String what, long size) {
        tried++;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reader.accept(copy);
        } catch (DataException | InvalidArgumentException | OracleException refusal) {
            refused++;
            refusal(copy, what, refusal);
        } catch (RuntimeException | Error other) {
            problems.add(name + ", " + what + ": " + other);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > MOST_BYTES + BYTES_A_BYTE * size) {
            problems.add(name + ", " + what + ": " + allocated + " bytes are allocated for a file of " + size);
        }
    }

    private void refusal(Path copy, String what, RuntimeException refusal) {
        String message = String.valueOf(refusal.getMessage());
        boolean ofTheSolver = refusal instanceof OracleException;
        boolean named = !(refusal instanceof DataException) || message.contains(String.valueOf(copy.getParent()));
        if (!named || !(ofTheSolver || message.contains("Maybe"))) {
            problems.add(name + ", " + what + ": " + refusal.getClass().getSimpleName() + " "
                    + message.substring(0, Math.min(message.length(), SHOWN)));
        }
    }
}
