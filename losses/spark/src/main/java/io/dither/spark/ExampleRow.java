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
 * @param sharedIndex the index of the shared features in {@link WorkerData}; ignored if the example has its own
 *     features
 * @param oracleText the text of the oracle
 */
record ExampleRow(
        String id,
        @Nullable Features features,
        int sharedIndex,
        String oracleText,
        Target target,
        Observation.Attributes attributes)
        implements Serializable {
    /** The index if the example does not share its features. */
    static final int NOT_SHARED = -1;

    /** Returns the serialised form; {@code sharedIndex} may be {@link #NOT_SHARED}. */
    static ExampleRow of(Observation observation, int sharedIndex, String oracleText) {
        return new ExampleRow(
                observation.id(),
                sharedIndex == NOT_SHARED ? observation.features() : null,
                sharedIndex,
                oracleText,
                observation.target(),
                observation.attributes());
    }

    long key() {
        return ExampleKey.of(id);
    }

    /** Returns the example, with the shared features and oracles of this process. */
    Observation toObservation(WorkerData data) {
        Features ownOrShared = features == null ? data.sharedFeatures().get(sharedIndex) : features;
        return new Observation(id, ownOrShared, data.oracle(oracleText, id), target, attributes);
    }
}
