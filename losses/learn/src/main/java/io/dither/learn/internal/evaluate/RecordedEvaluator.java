package io.dither.learn.internal.evaluate;

import io.dither.error.DataException;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradient;
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
 * Keeps each sum in a file, and takes those that the file has in place of computing them: a search that is begun again goes the same
 * way, and on from where it was stopped. The file begins with the provenance of the fit: that of another is refused before anything is
 * taken from it. The first sum is computed in any case, for another machine may have other bits. What was written in part is written
 * again.
 */
public final class RecordedEvaluator implements Evaluator {
    /** What all such files begin with. */
    private static final byte[] MAGIC = "dither checkpoint 2\n".getBytes(StandardCharsets.UTF_8);

    private final Evaluator evaluator;
    private final Path path;
    private final LockedFile locked;
    private final FileChannel file;
    private boolean replays = true;
    private boolean begun;

    /** Opens the file of a fit; the evaluator stays the caller's to close. */
    public RecordedEvaluator(Evaluator evaluator, Path path, Provenance provenance) {
        this.evaluator = evaluator;
        this.path = path;
        try {
            LockedFile mine =
                    LockedFile.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (mine == null) {
                throw new DataException(
                        path.toString(), 0, "another fit keeps its checkpoint here. Maybe choose another file");
            }
            locked = mine;
            file = mine.channel();
        } catch (IOException failed) {
            throw AtomicFile.unwritable(path, failed);
        }
        boolean begins = false;
        try {
            begin(provenance);
            begins = true;
        } catch (IOException failed) {
            throw AtomicFile.unwritable(path, failed);
        } finally {
            if (!begins) {
                close();
            }
        }
    }

    /** Compares what the file begins with, or writes it where it is new or was left before it was whole. */
    private void begin(Provenance mine) throws IOException {
        byte[] magic = read(MAGIC.length).array();
        boolean whole = Arrays.equals(magic, MAGIC);
        if (!whole && !Arrays.equals(magic, Arrays.copyOf(MAGIC, magic.length)) && !isNothing(magic)) {
            throw new DataException(
                    path.toString(),
                    0,
                    "it is not a checkpoint of this version. Maybe delete it, or choose another file");
        }
        byte[] found = whole ? next() : null;
        if (found == null) {
            file.truncate(0);
            file.position(0);
            append(ByteBuffer.wrap(MAGIC));
            append(entry(mine.text().getBytes(StandardCharsets.UTF_8)));
            return;
        }
        List<String> others = Provenance.differences(new String(found, StandardCharsets.UTF_8), mine.text());
        if (!others.isEmpty()) {
            throw new DataException(
                    path.toString(),
                    0,
                    "the checkpoint is of another fit: other " + String.join(", ", others)
                            + ". Maybe delete it, or choose another file");
        }
    }

    /** Zeros are what a loss of power may leave. */
    private static boolean isNothing(byte[] bytes) {
        return Arrays.equals(bytes, new byte[bytes.length]);
    }

    @Override
    public Optional<Sums> sums(Request request) {
        double[] vector = vector(request);
        return vector.length == 0 ? Optional.empty() : Optional.of(Sums.of(vector, request.parameters().length));
    }

    /** Returns the numbers of the sums, none where there are no examples. */
    private double[] vector(Request request) {
        try {
            byte[] asked = bytes(request);
            byte[] content = replays ? next() : null;
            replays = content != null;
            double[] known = content == null ? null : vector(asked, content);
            if (known != null && begun) {
                return known;
            }
            double[] sums = evaluator.sums(request).map(Sums::vector).orElse(new double[0]);
            if (known != null && !Arrays.equals(known, sums)) {
                throw ofOtherBits();
            }
            if (known == null) {
                append(entry(content(asked, sums)));
            }
            begun = true;
            return sums;
        } catch (IOException failed) {
            throw AtomicFile.unwritable(path, failed);
        }
    }

    /** Returns the content of the next entry, or nothing where the file ends; what there is of an entry written in part goes. */
    private byte @Nullable [] next() throws IOException {
        long start = file.position();
        ByteBuffer length = read(Integer.BYTES);
        long wanted = length.remaining() < Integer.BYTES ? 0 : length.getInt() & 0xFFFF_FFFFL;
        ByteBuffer entry = read(wanted + Long.BYTES);
        // zeros are what a loss of power may leave of an entry: a length of 0 with the checksum of nothing
        if (wanted > 0 && entry.remaining() == wanted + Long.BYTES) {
            byte[] content = new byte[(int) wanted];
            entry.get(content);
            if (entry.getLong() == checksum(content)) {
                return content;
            }
        }
        file.truncate(start);
        file.position(start);
        return null;
    }

    private double[] vector(byte[] asked, byte[] content) {
        if (!Arrays.equals(asked, Arrays.copyOf(content, asked.length))) {
            throw ofOtherBits();
        }
        double[] sums = new double[(content.length - asked.length) / Double.BYTES];
        ByteBuffer.wrap(content).position(asked.length).asDoubleBuffer().get(sums);
        return sums;
    }

    /** As many bytes, or those that the file has left. */
    private ByteBuffer read(long count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, file.size() - file.position()));
        int got = 0;
        while (got >= 0 && bytes.hasRemaining()) {
            got = file.read(bytes);
        }
        return bytes.flip();
    }

    private void append(ByteBuffer entry) throws IOException {
        while (entry.hasRemaining()) {
            file.write(entry);
        }
    }

    /** The length of the content, the content and its checksum. */
    private static ByteBuffer entry(byte[] content) {
        ByteBuffer entry = ByteBuffer.allocate(Integer.BYTES + content.length + Long.BYTES);
        return entry.putInt(content.length)
                .put(content)
                .putLong(checksum(content))
                .flip();
    }

    private static byte[] content(byte[] asked, double[] sums) {
        ByteBuffer content = ByteBuffer.allocate(asked.length + Double.BYTES * sums.length);
        content.put(asked).asDoubleBuffer().put(sums);
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
        return bytes.toByteArray();
    }

    private static long checksum(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return sum.getValue();
    }

    private DataException ofOtherBits() {
        return new DataException(
                path.toString(),
                0,
                "the checkpoint is of this fit, but its sums are others. Maybe another machine or Java made it, or a solver does not"
                        + " repeat its answers: delete it");
    }

    @Override
    public List<ExampleGradient> gradients(Request request) {
        return evaluator.gradients(request);
    }

    @Override
    public List<String> clusters() {
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

    @Override
    public void close() {
        try {
            locked.close();
        } catch (IOException failed) {
            throw AtomicFile.unwritable(path, failed);
        }
    }
}
