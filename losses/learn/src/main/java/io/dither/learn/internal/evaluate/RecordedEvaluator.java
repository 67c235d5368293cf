package io.dither.learn.internal.evaluate;

import io.dither.error.DataException;
import io.dither.learn.evaluate.Evaluator;
import io.dither.storage.AtomicFile;
import io.dither.storage.LockedFile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each sum in a file, and takes those that the file has in place of computing them: a search that is begun again goes the same
 * way, and on from where it was stopped. The first sum is computed in any case: where its bits are not those of the file, the file is
 * of another fit. What was written in part is written again.
 */
public final class RecordedEvaluator implements Evaluator {
    private final Evaluator evaluator;
    private final Path path;
    private final LockedFile locked;
    private final FileChannel file;
    private boolean replays = true;
    private boolean begun;

    /** Opens the file; the evaluator stays the caller's to close. */
    public RecordedEvaluator(Evaluator evaluator, Path path) {
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
    }

    @Override
    public double[] sums(Request request) {
        try {
            byte[] asked = bytes(request);
            double[] known = replays ? next(asked) : null;
            if (known != null && begun) {
                return known;
            }
            double[] sums = evaluator.sums(request);
            if (known != null && !Arrays.equals(known, sums)) {
                throw ofAnother();
            }
            if (known == null) {
                append(entry(asked, sums));
            }
            begun = true;
            return sums;
        } catch (IOException failed) {
            throw AtomicFile.unwritable(path, failed);
        }
    }

    /** Returns the sums of the next entry, or nothing where the file ends. */
    private double @Nullable [] next(byte[] asked) throws IOException {
        long start = file.position();
        ByteBuffer length = read(Integer.BYTES);
        long wanted = length.remaining() < Integer.BYTES ? 0 : length.getInt() & 0xFFFF_FFFFL;
        ByteBuffer entry = read(wanted + Long.BYTES);
        // zeros are what a loss of power may leave of an entry: a length of 0 with the checksum of nothing
        if (wanted > 0 && entry.remaining() == wanted + Long.BYTES) {
            byte[] content = new byte[(int) wanted];
            entry.get(content);
            if (entry.getLong() == checksum(content)) {
                return sums(asked, content);
            }
        }
        file.truncate(start);
        file.position(start);
        replays = false;
        return null;
    }

    private double[] sums(byte[] asked, byte[] content) {
        if (!Arrays.equals(asked, Arrays.copyOf(content, asked.length))) {
            throw ofAnother();
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

    /** The length of the content, the content (request and sums) and its checksum. */
    private static ByteBuffer entry(byte[] asked, double[] sums) {
        int length = asked.length + Double.BYTES * sums.length;
        ByteBuffer entry = ByteBuffer.allocate(Integer.BYTES + length + Long.BYTES);
        entry.putInt(length).put(asked);
        for (double sum : sums) {
            entry.putDouble(sum);
        }
        byte[] content = Arrays.copyOfRange(entry.array(), Integer.BYTES, Integer.BYTES + length);
        return entry.putLong(checksum(content)).flip();
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

    private DataException ofAnother() {
        return new DataException(
                path.toString(),
                0,
                "the checkpoint is of another fit: other examples, settings or seed. Maybe delete it, or choose another file");
    }

    @Override
    public List<double[]> gradients(Request request) {
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
