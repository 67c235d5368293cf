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
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 digests of everything on which a fit depends, the same in any process. Numbers, texts, arrays, collections,
 * records and examples are digested by their contents; oracles by their public properties, such as the graph of their
 * paths, and their {@linkplain Described content}; other objects by their class and their text. Objects that examples
 * share are read once. Used by one thread.
 */
public final class Digests {
    private static final int LENGTH = 32;
    /** The digest of an object that contains itself, at its inner occurrence. */
    private static final byte[] CIRCLE = new byte[LENGTH];

    /** Features with at most this many numbers are read for each example, even if shared. */
    private static final int MOST_NUMBERS = 256;

    /** The digest of the last table of examples, because a study needs it more than once. */
    private static volatile @Nullable Last last;

    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Last(WeakReference<List<Observation>> table, byte[] sums) {}

    private final IdentityHashMap<Object, byte[]> digests = new IdentityHashMap<>();
    private final MessageDigest sha = Checksums.newDigest();
    /** A buffer for the content of an example. */
    private byte[] buffer = new byte[256];

    private int size;

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /**
     * Returns the digest of examples, whatever their order: the sum of the digests of all examples without their
     * oracles, modulo 2^256, followed by the sum of the digests of the oracles; 32 bytes each, highest byte first. The
     * digests of parts of a history add up to that of the history.
     */
    public static byte[] ofExamples(List<Observation> examples) {
        Last known = last;
        if (known != null && known.table.refersTo(examples)) {
            return known.sums.clone();
        }
        byte[] sums = sums(examples);
        if (examples instanceof ObservationTable) { // lists may change
            last = new Last(new WeakReference<>(examples), sums.clone());
        }
        return sums;
    }

    private static byte[] sums(List<Observation> examples) {
        Digests shared = new Digests();
        byte[] sums = new byte[2 * LENGTH];
        // the sum does not depend on the order; this one is fast for tables in memory
        for (Observation example :
                ObservationTable.select(examples, ExampleKey.order(ObservationTable.keys(examples)))) {
            add(shared.ofExample(example), 0, sums, 0);
            add(shared.known(example.oracle()), 0, sums, LENGTH);
        }
        return sums;
    }

    private static void add(byte[] number, int from, byte[] sums, int to) {
        int carry = 0;
        for (int i = LENGTH - 1; i >= 0; i--) {
            carry += (number[from + i] & 0xFF) + (sums[to + i] & 0xFF);
            sums[to + i] = (byte) carry;
            carry >>>= Byte.SIZE;
        }
    }

    private byte[] ofExample(Observation example) {
        size = 0;
        put(example.id());
        put(example.features());
        if (example.target() instanceof Decision decision) {
            put(decision.point());
        } else {
            put(known(example.target()));
        }
        put(1);
        put(example.weight());
        put(example.costs());
        put(example.cluster());
        put(example.covariates());
        sha.update(buffer, 0, size);
        return sha.digest();
    }

    /** Makes room for more bytes, and returns the index of the first. */
    private int room(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, 2 * (size + bytes));
        }
        size += bytes;
        return size - bytes;
    }

    private void put(byte[] bytes) {
        int at = room(bytes.length);
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
    }

    private void put(int number) {
        put(number, Integer.BYTES);
    }

    private void put(double number) {
        put(Double.doubleToLongBits(number), Double.BYTES);
    }

    /** Puts the lowest bytes of a number, highest byte first. */
    private void put(long number, int bytes) {
        int at = room(bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            buffer[at++] = (byte) (number >>> (i * Byte.SIZE));
        }
    }

    private void put(String text) {
        put(text.length());
        int at = room(text.length() * Character.BYTES);
        for (int i = 0; i < text.length(); i++) {
            buffer[at++] = (byte) (text.charAt(i) >>> Byte.SIZE);
            buffer[at++] = (byte) text.charAt(i);
        }
    }

    private void put(double[] numbers) {
        put(numbers.length);
        for (double number : numbers) {
            put(number);
        }
    }

    /** Puts features: few numbers directly, many by their digest, because examples may share them. */
    private void put(Features features) {
        int rows = features.rows();
        int columns = features.columns();
        if (rows * (long) columns > MOST_NUMBERS || features.hasGroups() || features.lengths().length > 0) {
            put(known(features));
            return;
        }
        put(rows);
        put(features.hasOffsets() ? -columns : columns);
        for (int row = 0; row < rows; row++) {
            put(features.offset(row));
            for (int column = 0; column < columns; column++) {
                put(features.get(row, column));
            }
        }
    }

    /** Puts the nonzero coordinates, in their order. */
    private void put(Vertex y) {
        if (y.size() == 1 && y.value(0) != 0) {
            put(1);
            put(y.index(0));
            put(y.value(0));
            return;
        }
        Map<Integer, Double> inOrder = inOrder(y);
        put(inOrder.size());
        inOrder.forEach((coordinate, value) -> {
            put((int) coordinate);
            put((double) value);
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
     * Returns the digest of a history from those of its parts, in hexadecimal digits: of the examples without oracles,
     * or of the oracles.
     */
    static String joined(List<byte[]> ofParts, boolean oracles) {
        return HexFormat.of().formatHex(sum(ofParts), oracles ? LENGTH : 0, oracles ? 2 * LENGTH : LENGTH);
    }

    private static byte[] sum(List<byte[]> ofParts) {
        byte[] sums = new byte[2 * LENGTH];
        for (byte[] part : ofParts) {
            add(part, 0, sums, 0);
            add(part, LENGTH, sums, LENGTH);
        }
        return sums;
    }

    /** Returns the digest of a history from those of its parts, in hexadecimal digits. */
    public static String ofHistory(List<byte[]> ofParts) {
        return HexFormat.of().formatHex(Checksums.newDigest().digest(sum(ofParts)));
    }

    /** Returns the digest of a history, whatever its order, in hexadecimal digits. */
    public static String ofObservations(List<Observation> examples) {
        return ofHistory(List.of(ofExamples(examples)));
    }

    /** Returns the digest of objects in order, in hexadecimal digits. */
    static String of(@Nullable Object... objects) {
        Digests fresh = new Digests();
        return HexFormat.of().formatHex(digest(out -> fresh.write(out, objects)));
    }

    private static byte[] digest(Content content) {
        MessageDigest digest = Checksums.newDigest();
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
            content.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return digest.digest();
    }

    private byte[] known(Object object) {
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
                text(out, constant.name());
            } else if (value == null || value instanceof String || isNumber(value)) {
                text(out, String.valueOf(value));
            } else {
                out.write(known(value));
            }
        }
    }

    /** Returns whether a value is an immutable number or truth value, unlike AtomicInteger. */
    private static boolean isNumber(Object value) {
        return value.getClass().getPackageName().equals("java.lang")
                && (value instanceof Number || value instanceof Boolean || value instanceof Character);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void describe(Object object, DataOutputStream out) throws IOException {
        if (object instanceof double[] numbers) {
            numbers(out, numbers);
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
            members.forEach(member -> inOrder.add(HexFormat.of().formatHex(digest(each -> write(each, member)))));
            write(out, inOrder.toArray());
        } else if (object instanceof Map.Entry<?, ?> entry) {
            write(out, entry.getKey(), entry.getValue());
        } else if (object instanceof Collection<?> members) {
            write(out, members.toArray());
        } else if (object instanceof Optional<?> optional) {
            write(out, optional.orElse(null));
        } else if (object instanceof Features features) {
            features(out, features);
        } else if (object instanceof Decision decision) {
            vertex(out, decision.point());
        } else if (object instanceof Costs costs) {
            numbers(out, costs.values());
        } else if (object instanceof Network network) {
            network(out, network);
        } else {
            text(out, nameOf(object));
            if (object instanceof LinearOracle oracle) {
                oracle(out, oracle);
            }
            if (object instanceof Described described) {
                write(out, described.content().toArray());
            } else if (object instanceof Record record) {
                record(out, record);
            } else {
                text(out, textOf(object));
            }
        }
    }

    private static void numbers(DataOutputStream out, double[] numbers) throws IOException {
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private static void features(DataOutputStream out, Features features) throws IOException {
        out.writeInt(features.rows());
        out.writeInt(features.columns());
        out.writeBoolean(features.hasOffsets());
        for (int row = 0; row < features.rows(); row++) {
            out.writeDouble(features.offset(row));
            text(out, features.group(row));
            for (int column = 0; column < features.columns(); column++) {
                out.writeDouble(features.get(row, column));
            }
        }
        numbers(out, features.lengths());
    }

    private static void vertex(DataOutputStream out, Vertex y) throws IOException {
        for (Map.Entry<Integer, Double> entry : inOrder(y).entrySet()) {
            out.writeInt(entry.getKey());
            out.writeDouble(entry.getValue());
        }
    }

    private static void network(DataOutputStream out, Network network) throws IOException {
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

    private void oracle(DataOutputStream out, LinearOracle oracle) throws IOException {
        write(out, oracle.dimension(), oracle.sense(), oracle.traits(), oracle.domain());
        Optional<Trip> trip = oracle.as(PathOracle.class).flatMap(PathOracle::trip);
        Optional<NamedCoordinates> named = oracle.as(NamedCoordinates.class);
        if (trip.isPresent()) {
            write(out, trip.get());
        } else if (named.isPresent()) {
            write(out, named.get().coordinates());
        }
    }

    private void record(DataOutputStream out, Record record) throws IOException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                write(out, component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
                text(out, component.toString());
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
     * Returns the text of an object if its class defines one, without addresses; empty for locks and counters, whose
     * texts change.
     */
    private static String textOf(Object object) {
        try {
            boolean has = object.getClass().getMethod("toString").getDeclaringClass() != Object.class
                    && !object.getClass().getPackageName().startsWith("java.util.concurrent");
            return has ? String.valueOf(object).replaceAll("(\\$\\$Lambda[^@\\s]*)?@[0-9a-f]+", "@") : "";
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
