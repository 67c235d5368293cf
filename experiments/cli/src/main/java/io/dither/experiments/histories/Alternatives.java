package io.dither.experiments.histories;

import io.dither.data.Examples;
import io.dither.data.Instance;
import io.dither.learn.diagnose.MarketShares;
import io.dither.learn.model.Observation;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the coordinates of examples are called. */
final class Alternatives {
    private Alternatives() {}

    /** By the data or the oracle where these name them, else by number. */
    static Function<Observation, List<String>> of(Examples examples) {
        if (!examples.coordinates().isEmpty()) {
            List<String> names = examples.instances().get(0).names();
            return observation ->
                    names.size() == observation.oracle().dimension() ? names : MarketShares.names(observation);
        }
        Function<String, Optional<Instance>> instances = examples.byId();
        IdentityHashMap<List<String>, List<String>> names = new IdentityHashMap<>();
        return observation -> {
            Optional<Instance> instance = instances
                    .apply(observation.id())
                    .filter(candidate -> candidate.oracle().dimension()
                            == observation.oracle().dimension());
            if (instance.isEmpty()) {
                return MarketShares.names(observation);
            }
            List<String> coordinates = instance.get().coordinates();
            return coordinates.isEmpty()
                    ? instance.get().names()
                    : names.computeIfAbsent(coordinates, any -> instance.get().names());
        };
    }
}
