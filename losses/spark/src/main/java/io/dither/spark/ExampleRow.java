package io.dither.spark;

import io.dither.layer.Target;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.random.ExampleKey;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The serialised form of an example.
 *
 * @param features the features; null if other examples share them
 * @param table the index of shared features in {@link WorkerData}; without meaning if the example has its own features
 * @param oracleText the text of the oracle
 */
record ExampleRow(
        String id,
        @Nullable Features features,
        int table,
        String oracleText,
        Target target,
        Observation.Attributes attributes)
        implements Serializable {
    /** The table index of an example whose features are not shared. */
    static final int NONE = -1;

    /** Returns the serialised form; {@code table} is the index of shared features, or {@link #NONE}. */
    static ExampleRow of(Observation observation, int table, String oracleText) {
        return new ExampleRow(
                observation.id(),
                table == NONE ? observation.features() : null,
                table,
                oracleText,
                observation.target(),
                observation.attributes());
    }

    long key() {
        return ExampleKey.of(id);
    }

    /** Returns the example, with the shared features and oracles of this process. */
    Observation toObservation(WorkerData data) {
        Features ownOrShared = features == null ? data.sharedFeatures(table) : features;
        return new Observation(id, ownOrShared, data.oracle(oracleText, id), target, attributes);
    }
}
