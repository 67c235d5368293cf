package io.dither.regularized;

import static io.dither.plugin.Parameter.Type.REAL;

import io.dither.layer.LayerFactory;
import io.dither.layer.LayerProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Recipe;

/** The text forms of layers without noise; the service loader needs a public class for each. */
public final class RegularizedLayers {
    private RegularizedLayers() {}

    /** {@code entropy:lambda=1}. */
    public static final class Entropy extends Recipe<LayerFactory> implements LayerProvider {
        /** Does nothing: for the service loader. */
        public Entropy() {
            super(
                    "entropy",
                    "the point of the hull that is best with lambda times its entropy, of solutions >= 0",
                    p -> (oracle, seed, threads) ->
                            new RegularizedOptimizer(oracle, Regularizer.negativeEntropy(), p.real("lambda")),
                    Parameter.optional("lambda", REAL, "1", "the weight of the entropy, above 0"));
        }
    }

    /** {@code soft-sort:epsilon=0.1}. */
    public static final class Sort extends Recipe<LayerFactory> implements LayerProvider {
        /** Does nothing: for the service loader. */
        public Sort() {
            super(
                    "soft-sort",
                    "theta itself in order, softly, on rankings",
                    p -> (oracle, seed, threads) -> new SoftSort(oracle, p.real("epsilon")),
                    Parameter.optional("epsilon", REAL, "1", "the strength of the regularisation, above 0"));
        }
    }
}
