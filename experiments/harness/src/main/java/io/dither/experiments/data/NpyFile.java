package io.dither.experiments.data;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.storage.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An array in NumPy's {@code .npy} format, versions 1 to 3, by itself or in an archive ({@code .npz}). The numbers are in C order (row by
 * row), and little-endian.
 *
 * <p>A file is read only if its length is the length that its header declares, so that a wrong header allocates nothing. DJL also reads
 * .npy files, but needs an engine for networks, and its errors do not name the file.
 */
public final class NpyFile {
    private final NpyType type;
    private final int[] shape;
    private final byte[] data;

    private NpyFile(NpyType type, int[] shape, byte[] data) {
        this.type = type;
        this.shape = shape;
        this.data = data;
    }

    /**
     * Makes an array of numbers.
     *
     * @param type the type to convert the values to; INT64 and UINT8 drop the fraction, UINT8 then keeps the lowest byte of an int, and
     *     BOOL makes 1 of every number but 0
     * @param shape the lengths of the dimensions
     * @param values the numbers, as many as the product of these lengths
     * @return the array
     */
    public static NpyFile of(NpyType type, int[] shape, float[] values) {
        requireFits(shape, values.length);
        byte[] bytes = new byte[Math.multiplyExact(values.length, type.bytes())];
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case UINT8 -> data.put((byte) (int) value);
                case BOOL -> data.put((byte) (value != 0 ? 1 : 0));
                case FLOAT16 -> data.putShort(Half.of(value));
                case FLOAT32 -> data.putFloat(value);
                case FLOAT64 -> data.putDouble(value);
                case INT64 -> data.putLong((long) value);
            }
        }
        return new NpyFile(type, shape.clone(), bytes);
    }

    /**
     * Makes an array of bytes.
     *
     * @param shape the lengths of the dimensions
     * @param values the numbers, as many as the product of these lengths, from 0 to 255; not copied
     * @return the array
     */
    public static NpyFile ofBytes(int[] shape, byte[] values) {
        requireFits(shape, values.length);
        return new NpyFile(NpyType.UINT8, shape.clone(), values);
    }

    private static void requireFits(int[] shape, int count) {
        long product = Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
        Arguments.require(
                product == count,
                count + " numbers do not fill the shape " + Arrays.toString(shape),
                "Maybe a dimension is missing");
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return the array
     * @throws DataException if the file is missing, is not a .npy file, has a type or an order that cannot be read, or is not as
     *     long as its header declares
     */
    public static NpyFile read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(RegularFile.require(file)))) {
            return read(file.toString(), in, Files.size(file));
        } catch (IOException unreadable) {
            throw DataException.unreadable(file, unreadable);
        }
    }

    /**
     * Reads one array of an archive in NumPy's {@code .npz} format.
     *
     * @param archive the archive
     * @param name the name of the array
     * @return the array
     * @throws DataException if the archive or the array is missing or cannot be read
     */
    public static NpyFile read(Path archive, String name) {
        String source = archive + ", array " + name;
        if (!Files.exists(archive)) {
            throw DataException.of(archive, "there is no such file. Maybe give another folder");
        }
        try (ZipFile zip = new ZipFile(RegularFile.require(archive).toFile())) {
            ZipEntry entry = zip.getEntry(name + ".npy");
            if (entry == null) {
                throw DataException.of(
                        archive,
                        "holds no array '" + name + "'. Maybe one of "
                                + zip.stream().map(ZipEntry::getName).toList());
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return read(source, in, entry.getSize());
            }
        } catch (IOException unreadable) {
            throw new DataException(source, 0, "cannot be read. Maybe it is not a .npz archive", unreadable);
        }
    }

    private static NpyFile read(String source, InputStream in, long size) throws IOException {
        NpyHeader header = NpyHeader.read(source, in, size);
        long declared = (long) header.count() * header.type().bytes();
        if (declared != header.dataBytes() || declared > Integer.MAX_VALUE - 8) { // the longest array
            throw new DataException(
                    source,
                    0,
                    "holds " + header.dataBytes() + " bytes of numbers; its shape "
                            + Arrays.toString(header.shape()) + " needs " + declared
                            + (header.dataBytes() < declared
                                    ? ". Maybe it was cut short"
                                    : header.dataBytes() > declared
                                            ? ". Maybe it was appended to"
                                            : ", more than fit into an array. Maybe split it"));
        }
        return new NpyFile(header.type(), header.shape(), readExactly(in, (int) declared));
    }

    static byte[] readExactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new java.io.EOFException("the file ended while it was read");
        }
        return bytes;
    }

    /**
     * Writes the array; a file of this name is replaced.
     *
     * @param file the file
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        try (AtomicFile atomic = AtomicFile.of(file)) {
            try (var out = Files.newOutputStream(atomic.temporaryFile())) {
                out.write(NpyHeader.encoded(type, shape));
                out.write(data);
            }
            atomic.commit();
        }
    }

    /**
     * Requires a type.
     *
     * @param file the file, for the message
     * @param accepted the accepted types
     * @return this
     * @throws DataException if the array has another type
     */
    public NpyFile requireType(Path file, NpyType... accepted) {
        if (!Arrays.asList(accepted).contains(type)) {
            throw DataException.of(
                    file, "holds " + type + ". Maybe convert it by astype to " + Arrays.toString(accepted));
        }
        return this;
    }

    /** {@return the type of the numbers} */
    public NpyType type() {
        return type;
    }

    /**
     * Returns the shape.
     *
     * @return the lengths of the dimensions; the caller owns the array
     */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * Returns the bytes of an array of bytes.
     *
     * @return the numbers in C order, as unsigned bytes; shared with this
     */
    public byte[] bytes() {
        Arguments.require(type.bytes() == 1, "numbers of the type " + type + " are not bytes", "Maybe read floats");
        return data;
    }

    /**
     * Returns the numbers in single precision.
     *
     * @return the numbers in C order; the caller owns the array
     */
    public float[] floats() {
        double[] doubles = doubles();
        float[] values = new float[doubles.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) doubles[i];
        }
        return values;
    }

    /** {@return the numbers in C order, those of INT64 rounded to doubles; the caller owns the array} */
    public double[] doubles() {
        ByteBuffer numbers = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[data.length / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case UINT8, BOOL -> numbers.get(i) & 0xFF;
                case FLOAT16 -> Half.toFloat(numbers.getShort(2 * i));
                case FLOAT32 -> numbers.getFloat(4 * i);
                case FLOAT64 -> numbers.getDouble(8 * i);
                case INT64 -> numbers.getLong(8 * i);
            };
        }
        return values;
    }
}
