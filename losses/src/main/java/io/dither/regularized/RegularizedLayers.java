package io.dither.regularized;

import static io.dither.plugin.Parameter.Type.REAL;

import io.dither.exact.SubsetMarginals;
import io.dither.layer.LayerProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginModule;
import io.dither.regularized.LagrangianProximalGradient.Envelope;
import io.dither.regularized.SortingNetwork.Kind;
import io.dither.regularized.SortingNetwork.Law;
import java.util.List;

/** The text forms of layers without noise. */
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
                // soft-sort:epsilon=0.1
                LayerProvider.of(
                        "soft-sort",
                        "theta itself in order, softly, on rankings",
                        p -> (oracle, seed, threads) -> new SoftSort(oracle, p.real("epsilon")),
                        Parameter.of("epsilon", REAL, "the strength of the regularisation, above 0")
                                .withDefault("1")),
                // subsets:epsilon=1
                LayerProvider.of(
                        "subsets",
                        "the marginals of random subsets of k, on argmax, top-k and nearest-neighbours",
                        p -> (oracle, seed, threads) -> new SubsetMarginals(oracle, p.real("epsilon")),
                        Parameter.of("epsilon", REAL, "the temperature, above 0")
                                .withDefault("1")),
                // sorting-network:kind=bitonic,law=cauchy,epsilon=0.1
                LayerProvider.of(
                        "sorting-network",
                        "soft ranks by a sorting network with soft swaps, on rankings",
                        p -> (oracle, seed, threads) -> new SortingNetwork(
                                oracle, p.choice("kind", Kind.class), p.choice("law", Law.class), p.real("epsilon")),
                        Parameter.choice("kind", "which coordinates are compared", "odd-even", "bitonic"),
                        Parameter.choice("law", "the distribution function of a swap", "cauchy", "logistic"),
                        Parameter.of("epsilon", REAL, "how soft, above 0, in the units of theta")
                                .withDefault("1")),
                // lpgd:tau=1,envelope=lower,rho=0.5
                LayerProvider.of(
                        "lpgd",
                        "the solution, with the gradient of an envelope (Lagrangian proximal gradient descent)",
                        p -> {
                            Envelope envelope = p.choice("envelope", Envelope.class);
                            double rho = p.has("rho") ? p.real("rho") : Double.POSITIVE_INFINITY;
                            return (oracle, seed, threads) ->
                                    new LagrangianProximalGradient(oracle, envelope, p.real("tau"), rho);
                        },
                        Parameter.of("tau", REAL, "how far to look, above 0, in the units of theta"),
                        Parameter.choice("envelope", "which envelope", "central", "lower", "upper"),
                        Parameter.of("rho", REAL, "how far solutions may move, above 0; any distance if left out")
                                .optional()));
    }
}
