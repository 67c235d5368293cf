package io.dither.experiments.data;

import io.dither.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of a {@code .npy} file: magic, version, length, and a Python dictionary of type, order and shape.
 *
 * @param type the type of the numbers
 * @param shape the lengths of the dimensions
 * @param count the number of numbers
 * @param dataBytes the number of bytes after the header
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record NpyHeader(NpyType type, int[] shape, int count, long dataBytes) {
    /** A longer header is refused. */
    private static final int MOST_BYTES = 1 << 16;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** The length of a whole header that is written is a multiple of this. */
    private static final int ALIGNMENT = 64;
    /** The number of bytes of magic, version and length before the dictionary, in version 1. */
    private static final int PREFIX = 10;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|(\\[))");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

    /** Reads the header of a file of {@code size} bytes, up to its first number. */
    static NpyHeader read(String source, InputStream in, long size) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8
                || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))
                || start[6] < 1
                || start[6] > 3) {
            throw malformed(source, "is not a .npy file. Maybe it was compressed or cut short");
        }
        // start[6] is the version: since version 2 the length has four bytes
        int lengthBytes = start[6] == 1 ? Short.BYTES : Integer.BYTES;
        long length = ByteBuffer.wrap(Arrays.copyOf(in.readNBytes(lengthBytes), Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        long dataBytes = size - start.length - lengthBytes - length;
        if (length > MOST_BYTES || dataBytes < 0) {
            throw malformed(source, "has a header of " + length + " bytes. Maybe it is cut short, or not by NumPy");
        }
        String text = new String(NpyFile.readExactly(in, (int) length), StandardCharsets.ISO_8859_1);
        if (find(ORDER, text, "fortran_order", source).equals("True")) {
            throw malformed(source, "is in Fortran order. Maybe save it by numpy.ascontiguousarray");
        }
        String lengths = find(SHAPE, text, "shape", source);
        try {
            int[] shape = Arrays.stream(lengths.split(","))
                    .map(String::strip)
                    .filter(dimension -> !dimension.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
            return new NpyHeader(type(text, source), shape, count, dataBytes);
        } catch (NumberFormatException | ArithmeticException wrongShape) {
            throw malformed(
                    source,
                    "has the shape (" + lengths.strip()
                            + "), which is not a shape, or does not fit into an array. Maybe it was damaged");
        }
    }

    private static NpyType type(String text, String source) {
        String code = find(TYPE, text, "descr", source);
        for (NpyType type : NpyType.values()) {
            // the byte order of single bytes does not matter
            if (type.code().equals(code)
                    || (type.bytes() == 1 && code.equals("<" + type.code().substring(1)))) {
                return type;
            }
        }
        throw malformed(
                source,
                "holds numbers of the type '" + code + "'. Maybe convert it by astype to one of "
                        + Arrays.stream(NpyType.values())
                                .map(type -> type.name().toLowerCase(java.util.Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }

    private static DataException malformed(String source, String problem) {
        return new DataException(source, 0, problem);
    }

    private static String find(Pattern pattern, String text, String key, String source) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw malformed(source, "has no '" + key + "' in its header. Maybe it was not saved by numpy.save");
        }
        String value = matcher.group(1);
        // the group of TYPE is null if the type begins with a bracket, as the type of a record does
        return value == null ? "a record" : value;
    }

    /** Returns the bytes of a whole header, padded with spaces and a line end to a multiple of {@link #ALIGNMENT}. */
    static byte[] encoded(NpyType type, int[] shape) {
        String lengths = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String dictionary = "{'descr': '" + type.code() + "', 'fortran_order': False, 'shape': (" + lengths
                + (shape.length == 1 ? ",), }" : "), }");
        // + 1 for the line end
        int size = (PREFIX + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        // the version is 1.0
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (size - PREFIX));
        bytes.put(dictionary.getBytes(StandardCharsets.ISO_8859_1));
        Arrays.fill(bytes.array(), bytes.position(), size - 1, (byte) ' ');
        bytes.array()[size - 1] = '\n';
        return bytes.array();
    }
}
