package io.dither.experiments.methods;

import static io.dither.plugin.Parameter.Type.REAL;

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
                // lpgd:tau=1
                LayerProvider.of(
                        "lpgd",
                        "the solution, with the gradient of an envelope (Lagrangian proximal gradient descent)",
                        p -> (oracle, seed, threads) -> new LagrangianProximalGradient(oracle, p.real("tau")),
                        Parameter.of("tau", REAL, "the step of the proximal operator, above 0, in the units of theta")),
                // perturbation-gradient:width=0.1,scheme=central
                LossProvider.of(
                        "perturbation-gradient",
                        "finite difference of the optimal value in the direction of the true costs",
                        p -> (oracle, seed, threads) -> new PerturbationGradientLoss(
                                oracle, p.real("width"), p.text("scheme").equals("central")),
                        Parameter.of("width", REAL, "the width of the difference, above 0, times the true costs")
                                .withDefault("0.1"),
                        Parameter.choice("scheme", "the kind of difference", "backward", "central")),
                // contrastive:rule=info-nce
                LossProvider.of(
                        "contrastive",
                        "decisions against those of other examples, without a solve",
                        p -> new ContrastiveLoss.Factory(p.choice("rule", ContrastiveLoss.Rule.class)),
                        Parameter.choice(
                                "rule",
                                "the loss; maximum-a-posteriori needs a fixed weight, noise-contrastive a penalty",
                                "info-nce",
                                "noise-contrastive",
                                "maximum-a-posteriori")));
    }
}
