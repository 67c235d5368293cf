package io.dither.experiments.generators;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** CRC-32 of numbers as big-endian bytes, to compare large tables bit for bit. */
final class Bits {
    private Bits() {}

    static long crcOfInts(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return crc(bytes);
    }

    static long crcAsFloats(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return crc(bytes);
    }

    private static long crc(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.flip());
        return crc.getValue();
    }
}
