package io.dither.experiments.histories;

import io.dither.data.Examples;
import io.dither.data.Instance;
import io.dither.learn.diagnose.MarketShares;
import io.dither.learn.model.Observation;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Names the coordinates of examples, such as the alternatives of a choice. */
final class Alternatives {
    private Alternatives() {}

    /** Returns a function from an observation to the names of its coordinates: from the data, or else from the oracle, or else numbers. */
    static Function<Observation, List<String>> of(Examples examples) {
        if (!examples.coordinates().isEmpty()) { // all examples have the same names
            List<String> names = examples.instances().get(0).names();
            // the names of the data do not fit an oracle with another number of coordinates
            return observation ->
                    names.size() == observation.oracle().dimension() ? names : MarketShares.names(observation);
        }
        Function<String, Optional<Instance>> instances = examples.byId();
        // by the list of coordinates, which many examples share: its names, made once
        IdentityHashMap<List<String>, List<String>> names = new IdentityHashMap<>();
        return observation -> {
            Optional<Instance> instance = instances
                    .apply(observation.id())
                    .filter(candidate -> candidate.oracle().dimension()
                            == observation.oracle().dimension());
            if (instance.isEmpty()) {
                return MarketShares.names(observation);
            }
            List<String> coordinates = instance.get().coordinates(); // empty if only the oracle has names
            return coordinates.isEmpty()
                    ? instance.get().names()
                    : names.computeIfAbsent(coordinates, key -> instance.get().names());
        };
    }
}
