package io.dither.experiments.run;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a long run needs to go on after it was stopped: named parts, each some bytes, and the settings that made them.
 *
 * <p>{@link #write(Path)} is all or nothing: the bytes go to a file beside the target, are forced to the disk, and then take
 * the target's name in one move, so that a crash leaves the checkpoint before or the one after. {@link #resume} refuses a
 * file that is cut short or changed (it ends with a SHA-256 of all before) and one of other settings. Write the parts with a
 * {@link DataOutputStream}, in binary: numbers then read back to the same bits.
 *
 * <pre>{@code
 * Optional<Checkpoint> last = Checkpoint.resume(file, settings);   // empty: there is none, start anew
 * ...
 * new Checkpoint(settings, Map.of("model", bytes)).write(file);    // after each epoch
 * }</pre>
 *
 * @param settings every option that the result depends on, as a text; a run of other settings cannot resume
 * @param parts the bytes by name; read only
 */
public record Checkpoint(String settings, Map<String, byte[]> parts) {
    private static final long MAGIC = 0x4449544845523031L; // "DITHER01"
    private static final int HEADER = 2 * Long.BYTES;
    private static final int DIGEST = 32;

    /**
     * Creates a checkpoint.
     *
     * @param settings kept
     * @param parts copied, sorted by name; the arrays are not copied
     */
    public Checkpoint {
        parts = new TreeMap<>(parts);
    }

    /**
     * Reads the checkpoint of a run of the same settings.
     *
     * @param file where it is, if it is
     * @param settings the settings of the run that wants to go on
     * @return the checkpoint, or empty where there is no such file
     * @throws DataException where the file is damaged or no checkpoint
     * @throws io.dither.error.InvalidArgumentException where it was made with other settings
     */
    public static Optional<Checkpoint> resume(Path file, String settings) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Checkpoint found = read(file);
        Arguments.require(
                found.settings.equals(settings),
                "the checkpoint " + file + " was made with other settings: " + found.settings + ", not " + settings,
                "Maybe resume with the options of that run, or start anew in another folder");
        return Optional.of(found);
    }

    /**
     * Returns a part.
     *
     * @param name its name
     * @return a stream over its bytes
     */
    public DataInputStream part(String name) {
        byte[] bytes = parts.get(name);
        Arguments.require(
                bytes != null,
                "the checkpoint has no part '" + name + "' but " + parts.keySet(),
                "Maybe another version of the program wrote it");
        return new DataInputStream(new ByteArrayInputStream(bytes == null ? new byte[0] : bytes));
    }

    /**
     * Writes the checkpoint in the place of an earlier one, all or nothing.
     *
     * @param file the target; its folder is created where it does not exist
     */
    public void write(Path file) {
        Path target = file.toAbsolutePath();
        Path folder = java.util.Objects.requireNonNull(target.getParent());
        Path beside = folder.resolve(target.getFileName() + ".tmp");
        try {
            Files.createDirectories(folder);
            force(beside, encoded());
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } catch (IOException failure) {
            throw RunFolder.unwritable("cannot write the checkpoint " + file, failure);
        }
    }

    private static void force(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** The name itself must reach the disk too; where a folder cannot be opened, as on Windows, the system sees to it. */
    private static void forceFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
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
            return decoded(file, Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new DataException(file.toString(), 0, "the checkpoint cannot be read. Maybe it is a folder, or not yours to read", unreadable);
        }
    }

    private static Checkpoint decoded(Path file, byte[] bytes) throws IOException {
        int end = bytes.length - DIGEST;
        boolean whole = end >= HEADER
                && ByteBuffer.wrap(bytes).getLong() == MAGIC
                && ByteBuffer.wrap(bytes).getLong(Long.BYTES) == end - HEADER
                && Arrays.equals(digest(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length));
        if (!whole) {
            throw new DataException(
                    file.toString(), 0, "no checkpoint, or a damaged one. Maybe delete it and start anew");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, HEADER, end - HEADER));
        String settings = new String(readBytes(in), java.nio.charset.StandardCharsets.UTF_8);
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, end);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
