package io.dither.experiments.methods;

import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.experiments.portfolio.Portfolio;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginModule;
import java.util.List;

/** The text forms of an oracle, a layer and losses that papers propose. */
public final class MethodsOfPapers implements PluginModule {
    @Override
    public List<Plugin> plugins() {
        return List.of(
                // portfolio:covariance=((0.04,0.01);(0.01,0.09)),variance=0.05
                OracleProvider.of(
                        "portfolio",
                        "shares of assets within a budget and a limit of variance; theta: their expected returns",
                        p -> new Portfolio(
                                p.rows("covariance"),
                                p.real("variance"),
                                p.real("budget"),
                                p.flag("invested"),
                                p.real("lower"),
                                p.real("upper")),
                        Parameter.of("covariance", TEXT, "its rows, such as ((0.04,0.01);(0.01,0.09))"),
                        Parameter.of("variance", REAL, "the largest variance, above 0"),
                        Parameter.of("budget", REAL, "the largest sum of the shares")
                                .withDefault("1"),
                        Parameter.choice("invested", "whether all of the budget is invested", "false", "true"),
                        Parameter.of("lower", REAL, "the smallest share").withDefault("0"),
                        Parameter.of("upper", REAL, "the largest share").withDefault("1")),
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
                        Parameter.of("width", REAL, "the width, above 0, as a multiple of the true costs")
                                .withDefault("0.1"),
                        Parameter.choice("scheme", "the kind of difference", "backward", "central")),
                // contrastive:rule=info-nce
                LossProvider.of(
                        "contrastive",
                        "compares each decision with those of other examples, without a solve",
                        p -> new ContrastiveLoss.Factory(p.choice("rule", ContrastiveLoss.Rule.class)),
                        Parameter.choice(
                                "rule",
                                "the loss; maximum-a-posteriori is 0 if all weights are, so fix one; noise-contrastive needs a penalty",
                                "info-nce",
                                "noise-contrastive",
                                "maximum-a-posteriori")));
    }
}
