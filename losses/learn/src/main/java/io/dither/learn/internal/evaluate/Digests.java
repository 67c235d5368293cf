package io.dither.learn.internal.evaluate;

import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.oracle.Described;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracle.capability.Trip;
import io.dither.random.ExampleKey;
import io.dither.storage.Checksums;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 digests of everything on which a fit depends, the same in any process. Numbers, texts, arrays, collections,
 * records and examples are digested by their contents; oracles by their public properties, such as the graph of their
 * paths, and their {@linkplain Described content}; other objects by their class and their text. Oracles and large
 * features that examples share are read once. Used by one thread.
 */
public final class Digests {
    /** The digest of an object that contains itself, at its inner occurrence. */
    private static final byte[] CIRCLE = new byte[32];
    /** The number of longs in the digest of an example, and in a sum of digests. */
    private static final int LANES = 2;

    /**
     * Features with at most this many numbers are small. They are read for each example, even if examples share them,
     * unless they have groups or lengths.
     */
    private static final int MOST_NUMBERS_IF_SMALL = 256;

    /** The last table of examples with its digest, cached because a study needs the digest more than once. */
    private static volatile @Nullable Last last;

    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Last(WeakReference<List<Observation>> table, byte[] sums) {}

    private final IdentityHashMap<Object, byte[]> digests = new IdentityHashMap<>();
    /** The first 64 bits of the digest of an example so far. */
    private long firstLane;

    /** The last 64 bits of the digest of an example so far. */
    private long secondLane;

    /** Numbers that the digest does not contain yet, as many as {@link #pending}. */
    private long[] buffer = new long[2 * MOST_NUMBERS_IF_SMALL];

    /** The number of used entries of {@link #buffer}. */
    private int pending;

    /** Holds the features of one example at a time. */
    private final double[] numbers = new double[MOST_NUMBERS_IF_SMALL];

    /** Writes the bytes of which a digest is computed. */
    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /**
     * Returns the digest of examples, which does not depend on their order: the sum of the digests of the examples without their oracles, and the
     * sum of the digests of their oracles. Each sum is two numbers modulo 2^64. So the digests of the parts of a history on several machines add up
     * to the digest of the history. Examples are many, so their digests are fast hashes by {@link ExampleKey}, which detect accidental but not
     * malicious changes.
     */
    public static byte[] ofExamples(List<Observation> examples) {
        Last cached = last;
        if (cached != null && cached.table.refersTo(examples)) {
            return cached.sums.clone();
        }
        byte[] sums = sums(examples);
        if (examples instanceof ObservationTable) { // other lists may change
            last = new Last(new WeakReference<>(examples), sums.clone());
        }
        return sums;
    }

    private static byte[] sums(List<Observation> examples) {
        Digests digests = new Digests();
        long[] sums = new long[2 * LANES];
        // any order gives the same sum; this order reads a table from its start to its end
        for (Observation example : ObservationTable.inOrder(examples)) {
            digests.hash(example);
            ByteBuffer oracleDigest = ByteBuffer.wrap(digests.digestOf(example.oracle()));
            sums[0] += digests.firstLane;
            sums[1] += digests.secondLane;
            // the first 128 bits of the digest of the oracle
            sums[LANES] += oracleDigest.getLong();
            sums[LANES + 1] += oracleDigest.getLong();
        }
        return bytes(sums);
    }

    private static byte[] bytes(long[] numbers) {
        byte[] bytes = new byte[numbers.length * Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().put(numbers);
        return bytes;
    }

    /** Computes the digest of an example without its oracle, in both lanes. */
    private void hash(Observation example) {
        firstLane = 0;
        secondLane = 1; // not the start of the first lane, so that the lanes differ
        put(example.id());
        put(example.features());
        if (example.target() instanceof Decision decision) {
            put(decision.point());
        } else {
            put(digestOf(example.target()));
        }
        put(example.weight());
        put(example.costs());
        put(example.cluster());
        put(example.covariates());
        mix();
    }

    /** Mixes the pending numbers into the digest, in one loop that keeps both lanes in registers. */
    private void mix() {
        long first = firstLane;
        long second = secondLane;
        for (int i = 0; i < pending; i++) {
            first = ExampleKey.of(first ^ buffer[i]);
            second = ExampleKey.of(second ^ buffer[i]);
        }
        firstLane = first;
        secondLane = second;
        pending = 0;
    }

    /** Appends a number to the numbers of which the digest of an example is computed. */
    private void put(long number) {
        buffer[reserve(1)] = number;
    }

    private void put(double number) {
        put(Double.doubleToLongBits(number));
    }

    /** Makes room in the buffer for {@code count} more pending numbers; returns the index of the first of them. */
    private int reserve(int count) {
        if (pending + count > buffer.length) {
            mix();
            buffer = count > buffer.length ? new long[count] : buffer;
        }
        pending += count;
        return pending - count;
    }

    private void put(byte[] digest) {
        ByteBuffer numbers = ByteBuffer.wrap(digest);
        while (numbers.hasRemaining()) {
            put(numbers.getLong());
        }
    }

    private void put(String text) {
        int length = text.length();
        put(length);
        int index = reserve((length + 3) / 4); // a long holds four characters
        long fourCharacters = 0;
        for (int i = 0; i < length; i++) {
            fourCharacters = fourCharacters << Character.SIZE | text.charAt(i);
            if (i % 4 == 3 || i == length - 1) {
                buffer[index++] = fourCharacters;
            }
        }
    }

    private void put(double[] numbers) {
        put(numbers.length);
        put(numbers, numbers.length);
    }

    private void put(double[] numbers, int count) {
        int first = reserve(count);
        for (int i = 0; i < count; i++) {
            buffer[first + i] = Double.doubleToLongBits(numbers[i]);
        }
    }

    /**
     * Puts features: the numbers of small features directly; large features, and features with groups or with lengths for noise, by
     * their digest, which is computed once for all examples that share them.
     */
    private void put(Features features) {
        int rows = features.rows();
        int columns = features.columns();
        if (rows * (long) columns > MOST_NUMBERS_IF_SMALL || features.hasGroups() || features.lengths().length > 0) {
            put(digestOf(features));
            return;
        }
        put(rows);
        put(features.hasOffsets() ? -columns : columns); // the sign says whether offsets follow
        if (!features.hasOffsets()) {
            features.copyTo(numbers, 0);
            put(numbers, rows * columns);
            return;
        }
        for (int row = 0; row < rows; row++) {
            put(features.offset(row));
            for (int column = 0; column < columns; column++) {
                put(features.get(row, column));
            }
        }
    }

    /** Puts the coordinates that are not 0, with their values, in ascending order of the coordinates. */
    private void put(Vertex y) {
        if (y.size() == 1 && y.value(0) != 0) { // the usual case; puts the same numbers as the general case below
            put(1);
            put(y.index(0));
            put(y.value(0));
            return;
        }
        Map<Integer, Double> inOrder = inOrder(y);
        put(inOrder.size());
        inOrder.forEach((coordinate, value) -> {
            put(coordinate.longValue());
            put(value.doubleValue());
        });
    }

    private static Map<Integer, Double> inOrder(Vertex y) {
        Map<Integer, Double> inOrder = new TreeMap<>();
        for (int k = 0; k < y.size(); k++) {
            inOrder.put(y.index(k), y.value(k));
        }
        inOrder.values().removeIf(value -> value == 0);
        return inOrder;
    }

    /**
     * Adds up the {@linkplain #ofExamples digests} of the parts of a history, and returns one of the two sums in hexadecimal digits: the
     * sum for the oracles, or the sum for the examples without their oracles.
     */
    static String sumInHex(List<byte[]> digestsOfParts, boolean isForOracles) {
        int first = isForOracles ? LANES * Long.BYTES : 0;
        return HexFormat.of().formatHex(sum(digestsOfParts), first, first + LANES * Long.BYTES);
    }

    private static byte[] sum(List<byte[]> digestsOfParts) {
        long[] sums = new long[2 * LANES];
        for (byte[] digest : digestsOfParts) {
            LongBuffer numbers = ByteBuffer.wrap(digest).asLongBuffer();
            Arrays.setAll(sums, i -> sums[i] + numbers.get(i));
        }
        return bytes(sums);
    }

    /** Returns the digest of a history from the {@linkplain #ofExamples digests} of its parts, in hexadecimal digits. */
    public static String ofParts(List<byte[]> digestsOfParts) {
        return HexFormat.of().formatHex(Checksums.newDigest().digest(sum(digestsOfParts)));
    }

    /** Returns the digest of the examples of a whole history, in any order, in hexadecimal digits. */
    public static String ofHistory(List<Observation> examples) {
        return ofParts(List.of(ofExamples(examples)));
    }

    /** Returns a supplier of {@link #ofHistory} for these examples, even if the list changes later. */
    public static Supplier<String> whenNeeded(List<Observation> examples) {
        List<Observation> copy = ObservationTable.copyOf(examples);
        return () -> ofHistory(copy);
    }

    /** Returns the digest of objects in order, in hexadecimal digits. */
    static String of(@Nullable Object... objects) {
        Digests fresh = new Digests();
        return HexFormat.of().formatHex(digest(out -> fresh.write(out, objects)));
    }

    private static byte[] digest(Content content) {
        MessageDigest digest = Checksums.newDigest();
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest), 256))) {
            content.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return digest.digest();
    }

    /** Returns the digest of an object; reads the object only at the first call. */
    private byte[] digestOf(Object object) {
        byte[] digest = digests.get(object);
        if (digest == null) {
            digests.put(object, CIRCLE);
            digest = digest(out -> describe(object, out));
            digests.put(object, digest);
        }
        return digest;
    }

    private void write(DataOutputStream out, @Nullable Object... values) throws IOException {
        for (Object value : values) {
            if (value instanceof Enum<?> constant) {
                writeText(out, constant.name());
            } else if (value == null || value instanceof String || isBoxed(value)) {
                writeText(out, String.valueOf(value));
            } else {
                out.write(digestOf(value));
            }
        }
    }

    /** Returns whether a value is a boxed number, boolean or character; these are immutable, but an AtomicInteger, for example, is not. */
    private static boolean isBoxed(Object value) {
        return value.getClass().getPackageName().equals("java.lang")
                && (value instanceof Number || value instanceof Boolean || value instanceof Character);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Writes what the digest of an object covers, which depends on its type. */
    private void describe(Object object, DataOutputStream out) throws IOException {
        if (object instanceof double[] numbers) {
            writeNumbers(out, numbers);
        } else if (object instanceof int[] numbers) {
            for (int number : numbers) {
                out.writeInt(number);
            }
        } else if (object instanceof long[] numbers) {
            for (long number : numbers) {
                out.writeLong(number);
            }
        } else if (object instanceof byte[] bytes) {
            out.write(bytes);
        } else if (object.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(object); i++) {
                write(out, Array.get(object, i));
            }
        } else if (object instanceof Set<?> || object instanceof Map<?, ?>) {
            Collection<?> members = object instanceof Map<?, ?> map ? map.entrySet() : (Set<?>) object;
            Set<String> inOrder = new TreeSet<>();
            members.forEach(member -> inOrder.add(HexFormat.of().formatHex(digest(bytes -> write(bytes, member)))));
            write(out, inOrder.toArray());
        } else if (object instanceof Map.Entry<?, ?> entry) {
            write(out, entry.getKey(), entry.getValue());
        } else if (object instanceof Collection<?> members) {
            write(out, members.toArray());
        } else if (object instanceof Optional<?> optional) {
            write(out, optional.orElse(null));
        } else if (object instanceof Features features) {
            writeFeatures(out, features);
        } else if (object instanceof Decision decision) {
            writeVertex(out, decision.point());
        } else if (object instanceof Costs costs) {
            writeNumbers(out, costs.values());
        } else if (object instanceof Network network) {
            writeNetwork(out, network);
        } else {
            writeText(out, nameOf(object));
            if (object instanceof LinearOracle oracle) {
                writeOracle(out, oracle);
            }
            if (object instanceof Described described) {
                write(out, described.content().toArray());
            } else if (object instanceof Record record) {
                writeRecord(out, record);
            } else {
                writeText(out, textOf(object));
            }
        }
    }

    private static void writeNumbers(DataOutputStream out, double[] numbers) throws IOException {
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private static void writeFeatures(DataOutputStream out, Features features) throws IOException {
        out.writeInt(features.rows());
        out.writeInt(features.columns());
        out.writeBoolean(features.hasOffsets());
        for (int row = 0; row < features.rows(); row++) {
            out.writeDouble(features.offset(row));
            writeText(out, features.group(row));
            for (int column = 0; column < features.columns(); column++) {
                out.writeDouble(features.get(row, column));
            }
        }
        writeNumbers(out, features.lengths());
    }

    private static void writeVertex(DataOutputStream out, Vertex y) throws IOException {
        for (Map.Entry<Integer, Double> entry : inOrder(y).entrySet()) {
            out.writeInt(entry.getKey());
            out.writeDouble(entry.getValue());
        }
    }

    private static void writeNetwork(DataOutputStream out, Network network) throws IOException {
        for (int arc = 0; arc < network.arcs(); arc++) {
            out.writeInt(network.tail(arc));
            out.writeInt(network.head(arc));
            out.writeInt(network.coordinate(arc));
            out.writeInt(network.secondCoordinate(arc));
        }
        for (int vertex = 0; vertex < network.vertices(); vertex++) {
            out.writeBoolean(network.isClosed(vertex));
        }
    }

    private void writeOracle(DataOutputStream out, LinearOracle oracle) throws IOException {
        write(out, oracle.dimension(), oracle.sense(), oracle.traits(), oracle.domain());
        Optional<Trip> trip = oracle.as(PathOracle.class).flatMap(PathOracle::trip);
        Optional<NamedCoordinates> named = oracle.as(NamedCoordinates.class);
        if (trip.isPresent()) { // the graph then says what the coordinates mean, so their names are not needed
            write(out, trip.get());
        } else if (named.isPresent()) {
            write(out, named.get().coordinates());
        }
    }

    private void writeRecord(DataOutputStream out, Record record) throws IOException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                write(out, component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException | InaccessibleObjectException closed) { // its module is not open
                writeText(out, component.toString());
            }
        }
    }

    /** Returns the name of an object's class, without the suffix of lambdas, which differs between processes. */
    private static String nameOf(Object object) {
        String name = object.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    /**
     * Returns the text of an object, without identity hash codes; empty if its class does not define toString, and for locks and
     * counters, whose texts change.
     */
    private static String textOf(Object object) {
        try {
            boolean definesText = object.getClass().getMethod("toString").getDeclaringClass() != Object.class
                    && !object.getClass().getPackageName().startsWith("java.util.concurrent");
            return definesText ? String.valueOf(object).replaceAll("(\\$\\$Lambda[^@\\s]*)?@[0-9a-f]+", "@") : "";
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
