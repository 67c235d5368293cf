package io.dither.experiments.run;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.RegularFile;
import io.dither.storage.AtomicFile;
import io.dither.storage.Checksums;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state from which a stopped run resumes: named parts, each an array of bytes, and the settings of the run.
 *
 * <p>{@link #write(Path)} is all or nothing ({@link AtomicFile}): a crash leaves either the earlier checkpoint or the new one. {@link
 * #resume} refuses a file that is cut short or changed (it ends with the SHA-256 of its content), and a file of other settings. Write the
 * parts with a {@link DataOutputStream}, in binary: numbers then read back to the same bits.
 *
 * <pre>{@code
 * Optional<Checkpoint> last = Checkpoint.resume(file, settings);   // empty: there is none, start anew
 * ...
 * new Checkpoint(settings, Map.of("model", bytes)).write(file);    // after each epoch
 * }</pre>
 *
 * @param settings every option that the result depends on, as a text; a run of other settings cannot resume
 * @param parts the bytes of each part by its name; do not change them
 */
public record Checkpoint(String settings, Map<String, byte[]> parts) {
    private static final long MAGIC = 0x4449544845523031L; // "DITHER01"
    /** The number of bytes of the magic number and of the length of the content. */
    private static final int HEADER = 2 * Long.BYTES;
    /** The number of bytes of a SHA-256. */
    private static final int DIGEST = 32;

    /**
     * Creates a checkpoint.
     *
     * @param settings the settings
     * @param parts copied, sorted by name; the arrays are not copied
     */
    public Checkpoint {
        parts = new TreeMap<>(parts);
    }

    /**
     * Reads the checkpoint of a run of the same settings.
     *
     * @param file its file, which may be missing
     * @param settings the settings of the run that resumes
     * @return the checkpoint, or empty if there is no such file
     * @throws DataException if the file is damaged or is not a checkpoint
     * @throws InvalidArgumentException if it was made with other settings
     */
    public static Optional<Checkpoint> resume(Path file, String settings) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Checkpoint checkpoint = read(file);
        Arguments.require(
                checkpoint.settings.equals(settings),
                "the checkpoint " + file + " was made with other settings: " + checkpoint.settings + ", not "
                        + settings,
                "Maybe resume with the options of that run, or start anew in another folder");
        return Optional.of(checkpoint);
    }

    /**
     * {@return a stream over the bytes of a part}
     *
     * @param name its name
     * @throws InvalidArgumentException if there is no such part
     */
    public DataInputStream part(String name) {
        Arguments.require(
                parts.containsKey(name),
                "the checkpoint has no part '" + name + "' but " + parts.keySet(),
                "Maybe another version of the program wrote it");
        return new DataInputStream(new ByteArrayInputStream(Objects.requireNonNull(parts.get(name))));
    }

    /**
     * Writes the checkpoint in the place of an earlier checkpoint, all or nothing.
     *
     * @param file the target; its folder is created if it does not exist, but not the parents of that folder
     * @throws java.io.UncheckedIOException if it cannot be written; an earlier checkpoint then stays
     */
    public void write(Path file) {
        Path target = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(target.getParent());
        try {
            // without parents: if the run folder was deleted, it must not be made again
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
            AtomicFile.write(file, encoded());
        } catch (IOException failure) {
            throw AtomicFile.unwritable(file, failure);
        }
    }

    private byte[] encoded() throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(payload);
        writeBytes(out, settings.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        out.writeInt(parts.size());
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            out.writeUTF(part.getKey());
            writeBytes(out, part.getValue());
        }
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(payload.size(), HEADER + DIGEST));
        file.putLong(MAGIC).putLong(payload.size()).put(payload.toByteArray());
        file.put(digest(file.array(), file.position()));
        return file.array();
    }

    private static Checkpoint read(Path file) {
        try {
            return decoded(file, Files.readAllBytes(RegularFile.require(file)));
        } catch (IOException unreadable) {
            throw DataException.of(
                    file, "the checkpoint cannot be read. Maybe you have no permission to read it", unreadable);
        }
    }

    private static Checkpoint decoded(Path file, byte[] bytes) throws IOException {
        int end = bytes.length - DIGEST;
        boolean isWhole = end >= HEADER
                && ByteBuffer.wrap(bytes).getLong() == MAGIC
                && ByteBuffer.wrap(bytes).getLong(Long.BYTES) == end - HEADER
                && Arrays.equals(digest(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length));
        if (!isWhole) {
            throw DataException.of(file, "is not a checkpoint, or is damaged. Maybe delete it and start anew");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, HEADER, end - HEADER));
        String settings = new String(readBytes(in), java.nio.charset.StandardCharsets.UTF_8);
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int remaining = in.readInt(); remaining > 0; remaining--) {
            String name = in.readUTF();
            parts.put(name, readBytes(in));
        }
        return new Checkpoint(settings, parts);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    // the digest has proved that the length is what was written
    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static byte[] digest(byte[] bytes, int end) {
        return HexFormat.of().parseHex(Checksums.sha256(Arrays.copyOf(bytes, end)));
    }
}
