package io.dither.experiments.histories;

import io.dither.data.Examples;
import io.dither.data.Instance;
import io.dither.learn.diagnose.MarketShares;
import io.dither.learn.model.Observation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the coordinates of examples are called. */
final class Alternatives {
    private Alternatives() {}

    /** By the data or the oracle where these name them, else by number. */
    static Function<Observation, List<String>> of(Examples examples) {
        Map<String, Instance> instances = new HashMap<>();
        examples.instances().forEach(one -> instances.put(one.id(), one));
        return one -> {
            Instance instance = instances.get(one.id());
            return instance != null
                            && instance.oracle().dimension() == one.oracle().dimension()
                    ? instance.names()
                    : MarketShares.names(one);
        };
    }
}
