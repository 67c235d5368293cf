package io.dither.experiments.deep;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Writes and reads arrays of floats in checkpoints: their length, then their bits. */
final class Floats {
    private Floats() {}

    /** Writes one part of a checkpoint. */
    interface Part {
        void write(DataOutputStream out) throws IOException;
    }

    static byte[] bytes(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            part.write(out);
        } catch (IOException impossible) {
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
        byte[] bytes = in.readNBytes(Math.multiplyExact(in.readInt(), Float.BYTES));
        float[] values = new float[bytes.length / Float.BYTES];
        if (values.length * Float.BYTES != bytes.length) {
            throw new EOFException("the floats end early");
        }
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
