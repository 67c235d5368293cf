package io.dither.regularized;

import static io.dither.plugin.Parameter.Type.REAL;

import io.dither.exact.SubsetMarginals;
import io.dither.layer.LayerProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginModule;
import java.util.List;

/** The layers that are smoothed without noise, by their text forms. */
public final class RegularizedLayers implements PluginModule {
    @Override
    public List<LayerProvider> plugins() {
        return List.of(
                // entropy:lambda=1
                LayerProvider.of(
                        "entropy",
                        "the point of the hull that is best with lambda times its entropy, of solutions >= 0",
                        p -> (oracle, seed, threads) ->
                                new RegularizedOptimizer(oracle, Regularizer.negativeEntropy(), p.real("lambda")),
                        Parameter.of("lambda", REAL, "the weight of the entropy, above 0")
                                .withDefault("1")),
                // subsets:epsilon=1
                LayerProvider.of(
                        "subsets",
                        "the marginals of random subsets of k, on argmax, top-k and nearest-neighbours",
                        p -> (oracle, seed, threads) -> new SubsetMarginals(oracle, p.real("epsilon")),
                        Parameter.of("epsilon", REAL, "the temperature, above 0")
                                .withDefault("1")));
    }
}
