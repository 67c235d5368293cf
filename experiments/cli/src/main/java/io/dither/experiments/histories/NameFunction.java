package io.dither.experiments.histories;

import io.dither.data.Examples;
import io.dither.data.Instance;
import io.dither.learn.diagnose.MarketShares;
import io.dither.learn.model.Observation;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a function that names the coordinates of examples, such as the alternatives of a choice. */
final class NameFunction {
    private NameFunction() {}

    /**
     * Returns a function from an observation to the names of its coordinates. The names come from the data, or if the data have none, from
     * the oracle; coordinates without a name are numbered.
     */
    static Function<Observation, List<String>> of(Examples examples) {
        if (!examples.coordinates().isEmpty()) { // all examples have the same names
            List<String> names = examples.instances().get(0).names();
            // the names of the data do not fit an observation with another number of coordinates
            return observation ->
                    names.size() == observation.oracle().dimension() ? names : MarketShares.names(observation);
        }
        Function<String, Optional<Instance>> instanceById = examples.byId();
        // many examples share one list of coordinates in the data: names() is computed once per list
        IdentityHashMap<List<String>, List<String>> names = new IdentityHashMap<>();
        return observation -> {
            Optional<Instance> instance = instanceById
                    .apply(observation.id())
                    .filter(candidate -> candidate.oracle().dimension()
                            == observation.oracle().dimension());
            if (instance.isEmpty()) {
                return MarketShares.names(observation);
            }
            List<String> coordinates = instance.get().coordinates(); // the names in the data; empty if there are none
            return coordinates.isEmpty()
                    ? instance.get().names()
                    : names.computeIfAbsent(coordinates, key -> instance.get().names());
        };
    }
}
