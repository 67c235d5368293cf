package io.dither.experiments.methods;

import static io.dither.plugin.Parameter.Type.REAL;

import io.dither.experiments.methods.LagrangianProximalGradient.Envelope;
import io.dither.experiments.methods.SortingNetwork.Kind;
import io.dither.experiments.methods.SortingNetwork.Law;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginModule;
import java.util.List;

/** The text forms of the layers and losses that papers compare. */
public final class MethodsOfPapers implements PluginModule {
    @Override
    public List<Plugin> plugins() {
        return List.of(
                // soft-sort:epsilon=0.1
                LayerProvider.of(
                        "soft-sort",
                        "theta itself in order, softly, on rankings",
                        p -> (oracle, seed, threads) -> new SoftSort(oracle, p.real("epsilon")),
                        Parameter.of("epsilon", REAL, "the strength of the regularisation, above 0")
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
                                .optional()),
                // perturbation-gradient:width=0.1,scheme=central
                LossProvider.of(
                        "perturbation-gradient",
                        "slope of the plug-in value along true costs, by a difference",
                        p -> (oracle, seed, threads) -> new PerturbationGradientLoss(
                                oracle, p.real("width"), p.text("scheme").equals("central")),
                        Parameter.of("width", REAL, "the width of the difference, above 0, times the true costs")
                                .withDefault("0.1"),
                        Parameter.choice("scheme", "which difference", "backward", "central")),
                // contrastive:rule=info-nce
                LossProvider.of(
                        "contrastive",
                        "decisions against those of other examples, without a solve",
                        p -> new ContrastiveLoss.Factory(p.choice("rule", ContrastiveLoss.Rule.class)),
                        Parameter.choice(
                                "rule",
                                "map wants a fixed weight, nce a penalty",
                                "info-nce",
                                "noise-contrastive",
                                "maximum-a-posteriori")),
                // cave
                LossProvider.of(
                        "cave",
                        "1 - cosine to the cone of the constraints that bind, of decisions",
                        p -> (oracle, seed, threads) -> new ConeAlignedLoss(oracle)));
    }
}
