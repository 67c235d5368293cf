package io.dither.experiments.deep;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Writes and reads arrays of floats in checkpoints: the length of the array, then its floats, big-endian. */
final class Floats {
    private Floats() {}

    /** Writes the content of a part of a checkpoint. */
    interface Part {
        void write(DataOutputStream out) throws IOException;
    }

    /** Returns the bytes that {@code part} writes. */
    static byte[] bytes(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            part.write(out);
        } catch (IOException impossible) { // the bytes go to memory
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static void write(DataOutputStream out, float[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        buffer.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(buffer.array());
    }

    static float[] read(DataInputStream in) throws IOException {
        int size = Math.multiplyExact(in.readInt(), Float.BYTES);
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the floats end early");
        }
        float[] values = new float[size / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
