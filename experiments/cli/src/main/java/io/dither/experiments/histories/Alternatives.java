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

    /** By the layout where that names them, else as the oracle does, else by number. */
    static Function<Observation, List<String>> of(Examples examples) {
        Map<String, List<String>> named = new HashMap<>();
        for (Instance one : examples.instances()) {
            if (!one.coordinates().isEmpty()) {
                named.put(one.id(), one.coordinates());
            }
        }
        return one -> {
            List<String> names = named.get(one.id());
            return names != null && names.size() == one.oracle().dimension() ? names : MarketShares.names(one);
        };
    }
}
