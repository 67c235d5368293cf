package io.dither.jgrapht.graph;

import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.Locale;

/** Who solves: all give optimal answers, and may choose differently only among ties. */
public enum Algorithm {
    /** Kernels on flat arrays that allocate nothing per solve. */
    FLAT,
    /** JGraphT's own algorithms, slower, as a reference. */
    JGRAPHT,
    /** Paths by the Bellman-Ford algorithm on flat arrays: any costs, but for cycles whose cost is below 0. */
    BELLMAN_FORD;

    public static Parameter parameter() {
        return Parameter.choice("algorithm", "kernels on flat arrays, or JGraphT's own", "flat", "jgrapht");
    }

    public static Parameter pathParameter() {
        return Parameter.choice(
                "algorithm",
                "kernels on flat arrays, JGraphT's own, or Bellman-Ford for costs of any sign",
                "flat",
                "jgrapht",
                "bellman-ford");
    }

    public static Algorithm of(Parameters parameters) {
        return valueOf(parameters.text("algorithm").toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
