package io.dither.learn.internal.evaluate;

import io.dither.error.DataException;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import io.dither.storage.AtomicFile;
import io.dither.storage.LockedFile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Records the {@link Sums} of each request in a checkpoint file, and reads recorded sums instead of computing them. So
 * a search that starts again repeats its steps without solves, and continues where it stopped. The file begins with
 * the provenance of the fit; the file of another fit is refused before any sum is read. The first sum is also computed
 * and compared with the recorded sum, because another machine may compute other bits. An incomplete or damaged
 * entry is cut off with all entries after it, and their sums are computed again.
 */
public final class RecordedEvaluator implements Evaluator {
    /** The first bytes of a checkpoint. */
    private static final byte[] MAGIC = "dither checkpoint 2\n".getBytes(StandardCharsets.UTF_8);

    private final Evaluator evaluator;
    private final Path path;
    private final LockedFile locked;
    private final FileChannel file;
    /** Whether the next sum may be in the file. */
    private boolean isReplaying = true;
    /** Whether the first sum was computed, and compared if it was recorded. */
    private boolean isCompared;

    /** Opens the checkpoint of a fit. The caller closes both evaluators: this evaluator and the given one. */
    public RecordedEvaluator(Evaluator evaluator, Path path, Provenance provenance) {
        this.evaluator = evaluator;
        this.path = path;
        try {
            LockedFile opened =
                    LockedFile.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (opened == null) {
                throw new DataException(
                        path.toString(), 0, "another running fit uses this checkpoint. Maybe choose another file");
            }
            locked = opened;
            file = opened.channel();
        } catch (IOException failed) {
            throw AtomicFile.unwritable(path, failed);
        }
        boolean isOpen = false;
        try {
            begin(provenance);
            isOpen = true;
        } catch (IOException failed) {
            throw AtomicFile.unwritable(path, failed);
        } finally {
            if (!isOpen) {
                close();
            }
        }
    }

    /** Checks the beginning of the file; writes it if the file is new or its beginning is incomplete. */
    private void begin(Provenance provenance) throws IOException {
        byte[] magic = read(MAGIC.length).array();
        boolean hasMagic = Arrays.equals(magic, MAGIC);
        if (!hasMagic && !Arrays.equals(magic, Arrays.copyOf(MAGIC, magic.length)) && !isZero(magic)) {
            throw new DataException(
                    path.toString(),
                    0,
                    "it is not a checkpoint of this version. Maybe delete it, or choose another file");
        }
        byte[] recordedProvenance = hasMagic ? readEntry() : null;
        if (recordedProvenance == null) {
            file.truncate(0);
            file.position(0);
            append(ByteBuffer.wrap(MAGIC));
            append(entry(provenance.text().getBytes(StandardCharsets.UTF_8)));
            return;
        }
        List<String> differences =
                Provenance.differences(new String(recordedProvenance, StandardCharsets.UTF_8), provenance.text());
        if (!differences.isEmpty()) {
            throw new DataException(
                    path.toString(),
                    0,
                    "the checkpoint is of another fit: other " + String.join(", ", differences)
                            + ". Maybe delete it, or choose another file");
        }
    }

    /** Returns whether all bytes are 0: a power failure may leave a file like that. */
    private static boolean isZero(byte[] bytes) {
        return Arrays.equals(bytes, new byte[bytes.length]);
    }

    @Override
    public Optional<Sums> sums(Request request) {
        double[] vector = vector(request);
        return vector.length == 0 ? Optional.empty() : Optional.of(Sums.of(vector, request.parameters().length));
    }

    /** Returns the numbers of the sums; empty if the request has no examples. */
    private double[] vector(Request request) {
        try {
            byte[] requestBytes = bytes(request);
            byte[] content = isReplaying ? readEntry() : null;
            isReplaying = content != null;
            double[] recorded = content == null ? null : recordedSums(requestBytes, content);
            if (recorded != null && isCompared) {
                return recorded;
            }
            double[] sums = evaluator.sums(request).map(Sums::vector).orElse(new double[0]);
            if (recorded != null && !Arrays.equals(recorded, sums)) {
                throw sumsDiffer();
            }
            if (recorded == null) {
                append(entry(content(requestBytes, sums)));
            }
            isCompared = true;
            return sums;
        } catch (IOException failed) {
            throw AtomicFile.unwritable(path, failed);
        }
    }

    /** Reads the content of the next entry; null at the end of the file, or if the entry is incomplete or damaged: the file then ends before it. */
    private byte @Nullable [] readEntry() throws IOException {
        long start = file.position();
        ByteBuffer prefix = read(Integer.BYTES);
        // read as an unsigned number, so that a damaged length is not negative
        long length = prefix.remaining() < Integer.BYTES ? 0 : prefix.getInt() & 0xFFFF_FFFFL;
        ByteBuffer entry = read(length + Long.BYTES);
        // a power failure may leave zeros, which look like an empty entry with the checksum of no bytes
        if (length > 0 && entry.remaining() == length + Long.BYTES) {
            byte[] content = new byte[(int) length];
            entry.get(content);
            if (entry.getLong() == checksum(content)) {
                return content;
            }
        }
        file.truncate(start);
        file.position(start);
        return null;
    }

    /** Returns the sums in the content of an entry, which begins with its request; throws if its request differs from this one. */
    private double[] recordedSums(byte[] requestBytes, byte[] content) {
        if (!Arrays.equals(requestBytes, Arrays.copyOf(content, requestBytes.length))) {
            throw sumsDiffer();
        }
        double[] sums = new double[(content.length - requestBytes.length) / Double.BYTES];
        ByteBuffer.wrap(content).position(requestBytes.length).asDoubleBuffer().get(sums);
        return sums;
    }

    /** Reads this number of bytes, or fewer at the end of the file. */
    private ByteBuffer read(long size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, file.size() - file.position()));
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = file.read(bytes);
        }
        return bytes.flip();
    }

    private void append(ByteBuffer entry) throws IOException {
        while (entry.hasRemaining()) {
            file.write(entry);
        }
    }

    /** Returns an entry: the length of the content, the content and its checksum. */
    private static ByteBuffer entry(byte[] content) {
        ByteBuffer entry = ByteBuffer.allocate(Integer.BYTES + content.length + Long.BYTES);
        return entry.putInt(content.length)
                .put(content)
                .putLong(checksum(content))
                .flip();
    }

    /** Returns the content of an entry: the bytes of the request, then the sums. */
    private static byte[] content(byte[] requestBytes, double[] sums) {
        ByteBuffer content = ByteBuffer.allocate(requestBytes.length + Double.BYTES * sums.length);
        content.put(requestBytes).asDoubleBuffer().put(sums);
        return content.array();
    }

    private static byte[] bytes(Request request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (double parameter : request.parameters()) {
            out.writeDouble(parameter);
        }
        out.writeDouble(request.epsilon());
        out.writeLong(request.step());
        out.writeInt(request.samples());
        out.writeUTF(request.batch().toString());
        out.writeBoolean(request.withHessian());
        return bytes.toByteArray();
    }

    private static long checksum(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return sum.getValue();
    }

    private DataException sumsDiffer() {
        return new DataException(
                path.toString(),
                0,
                "the checkpoint is of this fit, but its sums differ. Maybe another machine or Java made it, or a solver does not"
                        + " repeat its answers: delete it");
    }

    /** Computes the gradients, which are not recorded. */
    @Override
    public ExampleGradients gradients(Request request) {
        return evaluator.gradients(request);
    }

    @Override
    public long[] clusters() {
        return evaluator.clusters();
    }

    @Override
    public double[] weights() {
        return evaluator.weights();
    }

    @Override
    public List<byte[]> digests() {
        return evaluator.digests();
    }

    @Override
    public boolean isExact() {
        return evaluator.isExact();
    }

    /** Closes the checkpoint, but not the evaluator that computes the sums. */
    @Override
    public void close() {
        try {
            locked.close();
        } catch (IOException failed) {
            throw AtomicFile.unwritable(path, failed);
        }
    }
}
