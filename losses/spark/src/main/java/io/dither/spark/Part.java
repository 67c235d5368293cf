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
 * executor, so that the object that was prepared for a job, such as an evaluator, stays open between passes. A
 * deserialised copy of the part, such as one read from disk, closes its object after each use, because Spark may drop
 * the copy.
 */
final class Part implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<ExampleRow> rows;
    /** False for deserialised copies, because transient fields are not serialised. */
    private final transient boolean isOriginal;

    private transient @Nullable List<Observation> observations;
    /** The object, such as an evaluator, that the last factory created from these examples; null if it was closed. */
    private transient @Nullable AutoCloseable prepared;
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
     * The example with the least key.
     *
     * @param id its id
     * @param oracleText the text of its oracle
     * @param ownFeatureCount the number of columns of its features; 0 if it shares its features with other examples
     */
    record First(String id, String oracleText, int ownFeatureCount) implements Serializable {
        private static First of(ExampleRow row) {
            int ownFeatureCount = row.features() == null ? 0 : row.features().columns();
            return new First(row.id(), row.oracleText(), ownFeatureCount);
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
            return work.apply(prepared(data.value(), factory));
        } finally {
            if (!isOriginal) {
                release();
            }
        }
    }

    @SuppressWarnings("unchecked") // the factory of this id created it
    private <E extends AutoCloseable> E prepared(WorkerData data, Broadcast<PartFactory<E>> factory) {
        E current = (E) prepared;
        if (current == null || factoryId != factory.id()) {
            release();
            // noise that follows lengths needs equal lengths in all examples; parts cannot compare unshared lengths
            for (Observation observation : observations(data)) {
                Arguments.require(
                        observation.features().lengths().length == 0
                                || rows.get(0).features() == null, // examples share their features
                        "example '" + observation.id()
                                + "' has its own lengths, which noise cannot follow on a cluster",
                        "Maybe let all examples share their features");
            }
            current = factory.value().on(observations(data), data.catalogue());
            prepared = current;
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
                    .collect(Collectors.toCollection(ArrayList::new)); // a list that is serialisable
        }
    }

    private synchronized List<Observation> observations(WorkerData data) {
        List<Observation> current = observations;
        if (current == null) {
            current = rows.stream().map(row -> row.toObservation(data)).toList();
            observations = current;
        }
        return current;
    }

    /** Closes the prepared object, which frees its sessions. */
    synchronized void release() {
        if (prepared != null) {
            AutoCloseable open = prepared;
            prepared = null;
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
