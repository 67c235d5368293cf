package io.dither.experiments.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of a {@code .npy} file: magic, version, length, and a Python dictionary of type, order and shape.
 *
 * @param type the type of the numbers
 * @param shape the lengths of the dimensions
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record NpyHeader(NpyType type, int[] shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|(\\[))");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

    /** What is wrong with a header, in words. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String problem) {
            super(problem);
        }
    }

    /** Returns the length of magic, version and length field, or empty where this is no such file. */
    static Optional<Integer> prefix(byte[] start) {
        boolean known = start.length >= 10
                && Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))
                && start[6] >= 1
                && start[6] <= 3;
        return known ? Optional.of(start[6] == 1 ? 10 : 12) : Optional.empty();
    }

    /** Returns the length of the dictionary as the first bytes declare it. */
    static long declaredLength(byte[] start) {
        ByteBuffer little = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        return start[6] == 1 ? Short.toUnsignedLong(little.getShort(8)) : Integer.toUnsignedLong(little.getInt(8));
    }

    static NpyHeader parse(byte[] dictionary) throws Malformed {
        String text = new String(dictionary, StandardCharsets.ISO_8859_1);
        String order = find(ORDER, text, "fortran_order");
        if (order.equals("True")) {
            throw new Malformed("is in Fortran order. Maybe save it by numpy.ascontiguousarray");
        }
        return new NpyHeader(type(text), shape(find(SHAPE, text, "shape")));
    }

    private static NpyType type(String text) throws Malformed {
        String code = find(TYPE, text, "descr");
        for (NpyType type : NpyType.values()) {
            if (type.code().equals(code)
                    || (type.bytes() == 1 && code.equals("<" + type.code().substring(1)))) {
                return type;
            }
        }
        throw new Malformed("holds numbers of the type '" + code + "'. Maybe convert it by astype to one of "
                + Arrays.stream(NpyType.values())
                        .map(type -> type.name().toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private static int[] shape(String text) throws Malformed {
        try {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(length -> !length.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException none) {
            throw beyond("(" + text.strip() + ")");
        }
    }

    private static Malformed beyond(String shape) {
        return new Malformed(
                "has the shape " + shape + ", none or beyond what fits into an array. Maybe it was damaged");
    }

    private static String find(Pattern pattern, String text, String key) throws Malformed {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new Malformed("has no '" + key + "' in its header. Maybe it was not saved by numpy.save");
        }
        String value = matcher.group(1);
        return value == null ? "a record" : value;
    }

    /** Returns the number of numbers; refuses what overflows. */
    int count() throws Malformed {
        long count = 1;
        for (int length : shape) {
            // shapes with a 0 are empty, whatever else they say
            count = count * length > Integer.MAX_VALUE ? Long.MIN_VALUE : count * length;
            if (count < 0) {
                throw beyond(Arrays.toString(shape));
            }
        }
        return (int) count;
    }

    /** Returns the bytes of a whole header, padded as NumPy does. */
    byte[] encoded() {
        String lengths = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String dictionary = "{'descr': '" + type.code() + "', 'fortran_order': False, 'shape': (" + lengths
                + (shape.length == 1 ? ",), }" : "), }");
        int size = (10 + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (size - 10));
        bytes.put(dictionary.getBytes(StandardCharsets.ISO_8859_1));
        Arrays.fill(bytes.array(), bytes.position(), size - 1, (byte) ' ');
        bytes.array()[size - 1] = '\n';
        return bytes.array();
    }
}
