package io.dither.spark;

import io.dither.error.Arguments;
import io.dither.learn.Cluster;
import io.dither.learn.Predictor;
import io.dither.learn.model.Observation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a partition: all examples in a range of keys, sorted by key. Spark keeps the part in the memory of an
 * executor, so that its evaluator stays open between passes. A deserialised copy closes its evaluator after each use.
 */
final class Part implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<ExampleRow> rows;
    /** False for deserialised copies. */
    private final transient boolean isOriginal;

    private transient @Nullable List<Observation> observations;
    /** The object that the last factory created from these examples; null if it was freed. */
    private transient @Nullable AutoCloseable evaluator;
    /** The id of the broadcast of the last factory. */
    private transient long factoryId;

    Part(RowRange range) {
        rows = range.rows();
        isOriginal = true;
    }

    /** Returns a description of the first example; empty if there is none. */
    List<First> first() {
        return rows.isEmpty() ? List.of() : List.of(First.of(rows.get(0)));
    }

    /**
     * The example with the least key: its id, its oracle's text, and the number of features per row, 0 if they are
     * shared.
     */
    record First(String id, String oracle, int columns) implements Serializable {
        private static First of(ExampleRow row) {
            int columns = row.features() == null ? 0 : row.features().columns();
            return new First(row.id(), row.oracle(), columns);
        }
    }

    List<ExampleRow> rows() {
        return rows;
    }

    /**
     * Runs work on the object that a factory creates from these examples; the object is reused by later work with
     * the same factory.
     */
    synchronized <E extends AutoCloseable, T> T use(
            Broadcast<WorkerData> data, Broadcast<PartFactory<E>> factory, Function<E, T> work) {
        try {
            return work.apply(evaluator(data.value(), factory));
        } finally {
            if (!isOriginal) {
                release();
            }
        }
    }

    @SuppressWarnings("unchecked") // the factory of this id created it
    private <E extends AutoCloseable> E evaluator(WorkerData data, Broadcast<PartFactory<E>> factory) {
        E current = (E) evaluator;
        if (current == null || factoryId != factory.id()) {
            release();
            for (Observation observation : observations(data)) {
                Arguments.require(
                        observation.features().lengths().length == 0
                                || rows.get(0).features() == null,
                        "example '" + observation.id()
                                + "' has its own lengths, which noise cannot follow on a cluster",
                        "Maybe let all examples share their features");
            }
            current = factory.value().on(observations(data), data.catalogue());
            evaluator = current;
            factoryId = factory.id();
        }
        return current;
    }

    /** Decides a subset of the examples, in the order of their keys. */
    <T extends Serializable> List<T> decide(
            WorkerData data, BroadcastModel model, Subset subset, Cluster.Work<T> work) {
        try (Predictor predictor = model.predictor(data.catalogue())) {
            return subset.in(observations(data)).stream()
                    .map(observation -> work.of(observation, predictor))
                    .collect(Collectors.toCollection(ArrayList::new)); // serializable
        }
    }

    private synchronized List<Observation> observations(WorkerData data) {
        List<Observation> current = observations;
        if (current == null) {
            current = rows.stream().map(row -> row.with(data)).toList();
            observations = current;
        }
        return current;
    }

    /** Frees sessions. */
    synchronized void release() {
        if (evaluator != null) {
            AutoCloseable open = evaluator;
            evaluator = null;
            try {
                open.close();
            } catch (RuntimeException failed) {
                throw failed;
            } catch (Exception checked) {
                throw new IllegalStateException(checked);
            }
        }
    }
}
