package io.dither.learn.internal.evaluate;

import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.Described;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracle.capability.Trip;
import io.dither.storage.Checksums;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
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
 * SHA-256 digests of what a fit depends on, the same in any process: of numbers, texts, arrays, collections, records and examples by what
 * they hold; of oracles by what anybody can ask them, such as the graph of their paths, and by what they are {@linkplain Described made
 * of}; of other objects by their class and their text.
 * What examples share is read once. Used by one thread.
 */
public final class Digests {
    private static final int LENGTH = 32;
    /** Of what is met inside itself. */
    private static final byte[] CIRCLE = new byte[LENGTH];

    private final IdentityHashMap<Object, byte[]> known = new IdentityHashMap<>();

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** Returns those of examples: of each without its oracle, followed by that of the oracle. */
    public static List<byte[]> ofExamples(List<Observation> examples) {
        Digests shared = new Digests();
        return examples.stream().map(shared::ofExample).toList();
    }

    private byte[] ofExample(Observation one) {
        byte[] example = digest(out -> write(
                out,
                one.id(),
                one.features(),
                one.target(),
                one.weight(),
                one.costs(),
                one.cluster(),
                one.covariates()));
        return ByteBuffer.allocate(2 * LENGTH)
                .put(example)
                .put(known(one.oracle()))
                .array();
    }

    /** Returns that of all examples without their oracles, or of all oracles, in hexadecimal digits. */
    static String joined(List<byte[]> ofExamples, boolean oracles) {
        return HexFormat.of().formatHex(digest(out -> {
            for (byte[] one : ofExamples) {
                out.write(one, oracles ? LENGTH : 0, LENGTH);
            }
        }));
    }

    /** Returns that of a history, from those of its examples in the order of their keys, in hexadecimal digits. */
    public static String ofHistory(List<byte[]> ofExamples) {
        return HexFormat.of().formatHex(digest(out -> {
            for (byte[] one : ofExamples) {
                out.write(one);
            }
        }));
    }

    /** Returns that of a history, in any order, in hexadecimal digits. */
    public static String ofObservations(List<Observation> examples) {
        return ofHistory(ofExamples(BlockEvaluator.inOrder(examples)));
    }

    /** Returns that of some objects, in hexadecimal digits. */
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
        byte[] found = known.get(object);
        if (found == null) {
            known.put(object, CIRCLE);
            found = digest(out -> describe(object, out));
            known.put(object, found);
        }
        return found;
    }

    private void write(DataOutputStream out, @Nullable Object... values) throws IOException {
        for (Object value : values) {
            if (value instanceof Enum<?> one) {
                text(out, one.name());
            } else if (value == null || value instanceof String || isNumber(value)) {
                text(out, String.valueOf(value));
            } else {
                out.write(known(value));
            }
        }
    }

    /** Counters that go on, such as AtomicInteger, are none. */
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
            members.forEach(one -> inOrder.add(HexFormat.of().formatHex(digest(each -> write(each, one)))));
            write(out, inOrder.toArray());
        } else if (object instanceof Map.Entry<?, ?> entry) {
            write(out, entry.getKey(), entry.getValue());
        } else if (object instanceof Collection<?> members) {
            write(out, members.toArray());
        } else if (object instanceof Optional<?> one) {
            write(out, one.orElse(null));
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
        Map<Integer, Double> inOrder = new TreeMap<>();
        for (int k = 0; k < y.size(); k++) {
            inOrder.put(y.index(k), y.value(k));
        }
        for (Map.Entry<Integer, Double> one : inOrder.entrySet()) {
            if (one.getValue() != 0) {
                out.writeInt(one.getKey());
                out.writeDouble(one.getValue());
            }
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

    /** Names of lambdas differ from process to process. */
    private static String nameOf(Object object) {
        String name = object.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    /** Returns the text of an object that has one, without addresses; locks and counters tell of the moment. */
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
