package io.dither.spark;

import io.dither.layer.Target;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.random.ExampleKey;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** An example as it travels: its oracle is a text, and features that many examples share are a number. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record ExampleRow(
        String id,
        @Nullable Features features,
        int table,
        String oracle,
        Target target,
        double weight,
        double[] costs,
        String cluster)
        implements Serializable {
    private static final int NO_TABLE = -1;

    static ExampleRow withFeatures(Observation one, String oracle) {
        return of(one, one.features(), NO_TABLE, oracle);
    }

    /** {@code table}: which of the shared features it has. */
    static ExampleRow sharing(int table, Observation one, String oracle) {
        return of(one, null, table, oracle);
    }

    private static ExampleRow of(Observation one, @Nullable Features features, int table, String oracle) {
        return new ExampleRow(
                one.id(), features, table, oracle, one.target(), one.weight(), one.costs(), one.cluster());
    }

    long key() {
        return ExampleKey.of(id);
    }

    Observation with(WorkerData data) {
        Features known = features == null ? data.table(table) : features;
        return new Observation(id, known, data.oracle(oracle, id), target, weight, costs, cluster);
    }
}
