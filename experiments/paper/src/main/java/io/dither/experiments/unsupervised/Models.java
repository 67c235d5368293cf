package io.dither.experiments.unsupervised;

import io.dither.error.InvalidArgumentException;
import io.dither.noise.Noise;
import io.dither.oracle.OracleRegistry;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;

/** The models of the experiment. */
final class Models {
    static final String NAMES = "argmax,ranking,grid";

    private Models() {}

    static List<Model> of(String names) {
        OracleRegistry registry = OracleRegistry.discover();
        return List.of(names.split(",", -1)).stream()
                .map(name -> of(registry, name.trim()))
                .toList();
    }

    private static Model of(OracleRegistry registry, String name) {
        double[] scores = {0.5, 0.25, 0, -0.25, -0.5};
        // the exact layers of argmax and ranking draw no samples
        return switch (name) {
            case "argmax" -> new Model("argmax n=5", registry.create("argmax:n=5"), Noise.gumbel(), scores, 0);
            case "ranking" -> new Model("ranking n=5", registry.create("ranking:n=5"), Noise.gaussian(), scores, 0);
            case "grid" ->
                new Model(
                        "grid arcs 5x5",
                        registry.create("jgrapht-grid-arcs:rows=5,cols=5"),
                        Noise.gaussian(),
                        costs(40), // 20 arcs to the right and 20 down
                        16);
            default ->
                throw new InvalidArgumentException("--models '" + name + "' is unknown", "Maybe some of " + NAMES);
        };
    }

    /** Returns costs between 1 and 1.5, the same in each run. */
    private static double[] costs(int arcs) {
        KeyedRandom random = new KeyedRandom(5);
        double[] costs = new double[arcs];
        Arrays.setAll(costs, i -> 1 + 0.5 * random.nextDouble());
        return costs;
    }
}
