package io.dither.learn;

import io.dither.error.DataException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each sum in a file, and takes those that the file has in place of computing them: a search that is begun again goes the same
 * way, and on from where it was stopped. The first sum is computed in any case: where its bits are not those of the file, the file is
 * of another fit. What was written in part is written again.
 */
final class RecordedEvaluator implements Evaluator {
    private final Evaluator evaluator;
    private final Path path;
    private final RandomAccessFile file;
    private boolean replays = true;
    private boolean begun;

    RecordedEvaluator(Evaluator evaluator, Path path) {
        this.evaluator = evaluator;
        this.path = path;
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
            if (file.getChannel().tryLock() == null) {
                file.close();
                throw new DataException(
                        path.toString(), 0, "another process keeps its checkpoint here. Maybe choose another file");
            }
        } catch (IOException failed) {
            throw unusable(failed);
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
                file.write(entry(asked, sums));
            }
            begun = true;
            return sums;
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    /** Returns the sums of the next entry, or nothing where the file ends. */
    private double @Nullable [] next(byte[] asked) throws IOException {
        long start = file.getFilePointer();
        try {
            byte[] content = new byte[(int) Math.min(file.readInt() & 0xFFFF_FFFFL, file.length() - start)];
            file.readFully(content);
            if (file.readLong() == checksum(content)) {
                if (!Arrays.equals(asked, Arrays.copyOf(content, asked.length))) {
                    throw ofAnother();
                }
                double[] sums = new double[(content.length - asked.length) / Double.BYTES];
                ByteBuffer.wrap(content).position(asked.length).asDoubleBuffer().get(sums);
                return sums;
            }
        } catch (EOFException end) {
            // written in part: cut off below
        }
        file.setLength(start);
        file.seek(start);
        replays = false;
        return null;
    }

    /** The length of the content, the content (request and sums) and its checksum. */
    private static byte[] entry(byte[] asked, double[] sums) {
        int length = asked.length + Double.BYTES * sums.length;
        ByteBuffer entry = ByteBuffer.allocate(Integer.BYTES + length + Long.BYTES);
        entry.putInt(length).put(asked);
        for (double sum : sums) {
            entry.putDouble(sum);
        }
        byte[] content = Arrays.copyOfRange(entry.array(), Integer.BYTES, Integer.BYTES + length);
        return entry.putLong(checksum(content)).array();
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

    private DataException unusable(IOException failed) {
        return new DataException(path.toString(), 0, "the checkpoint cannot be kept: " + failed.getMessage(), failed);
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
    public boolean isExact() {
        return evaluator.isExact();
    }

    @Override
    public void close() {
        evaluator.close();
        try {
            file.close();
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }
}
