package io.dither.losses;

import static io.dither.plugin.Parameter.Type.REAL;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.LayerFactory;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.layer.SmoothedOptimizer;
import io.dither.losses.ImitationLoss.Cost;
import io.dither.noise.NoiseProvider;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import io.dither.regularized.Regularizer;
import io.dither.surrogate.LayerProviders;
import java.util.List;
import java.util.function.Function;

/** The text forms of losses. */
public final class LossProviders implements PluginModule {
    @Override
    public List<LossProvider> plugins() {
        return List.of(
                // fenchel-young:noise=gumbel,epsilon=0.5,samples=20
                perturbed("fenchel-young", "Fenchel-Young loss without Omega, of decisions", FenchelYoungLoss::new),
                // true-fenchel-young:layer=(sparsemap:lambda=1)
                LossProvider.of(
                        "true-fenchel-young",
                        "Fenchel-Young loss with Omega of a layer, of decisions",
                        p -> {
                            LayerFactory layer = p.create("layer", LayerProvider.class);
                            return (oracle, seed, threads) ->
                                    TrueFenchelYoungLoss.of(smoothed(p, layer.on(oracle, seed, threads)));
                        },
                        Parameter.of(
                                        "layer",
                                        LayerProvider.class,
                                        "a smoothed optimizer: perturbed, exact, sparsemap, entropy, subsets")
                                .withDefault("sparsemap")),
                // moments:noise=lognormal,epsilon=0.3
                perturbed(
                        "moments",
                        "simulated moments, an equation without a value, of decisions",
                        SimulatedMoments::new),
                // squared:layer=(perturbed:epsilon=0.5)
                layered("squared", "half squared distance of a layer to decisions", SolutionLoss::squared),
                // hamming:layer=(black-box:lambda=10)
                layered("hamming", "coordinates of a layer that differ from 0/1 decisions", SolutionLoss::hamming),
                // true-cost:layer=(perturbed:epsilon=0.5)
                layered("true-cost", "regret of a layer at true costs", TrueCostLoss::new),
                // spo-plus
                LossProvider.of(
                        "spo-plus",
                        "SPO+ loss, of true costs",
                        p -> (oracle, seed, threads) -> new SpoPlusLoss(oracle)),
                // cost-distance
                LossProvider.of(
                        "cost-distance",
                        "half squared distance to true costs: least squares",
                        p -> (oracle, seed, threads) -> new CostDistanceLoss(oracle)),
                // structured-hinge:alpha=1
                LossProvider.of(
                        "structured-hinge",
                        "structured SVM with the Hamming cost, of 0/1 decisions",
                        p -> (oracle, seed, threads) -> ImitationLoss.structuredHinge(oracle, p.real("alpha")),
                        Parameter.of("alpha", REAL, "the margin of a coordinate, above 0, in the units of theta")
                                .withDefault("1")),
                // imitation:cost=hamming,alpha=1,regulariser=half-squared-norm,lambda=1
                LossProvider.of(
                        "imitation",
                        "best cost-augmented solution against decisions, or true costs",
                        LossProviders::imitation,
                        Parameter.choice(
                                "cost",
                                "of a solution that differs; regret is of true costs",
                                "none",
                                "hamming",
                                "squared",
                                "regret"),
                        Parameter.of("alpha", REAL, "the weight of the cost, above 0")
                                .withDefault("1"),
                        Parameter.choice("regulariser", "Omega", "half-squared-norm", "negative-entropy", "none"),
                        Parameter.of("lambda", REAL, "the weight of Omega, above 0")
                                .withDefault("1")),
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
                // recursive-logit:epsilon=1
                LossProvider.of(
                        "recursive-logit",
                        "minus the log-likelihood of paths among all walks, times epsilon, of decisions",
                        p -> new RecursiveLogitLoss.Factory(Arguments.positive("epsilon", p.real("epsilon"))),
                        Parameter.of("epsilon", REAL, "what costs are measured in, above 0")
                                .withDefault("1")),
                // likelihood:noise=gumbel,epsilon=1
                LossProvider.of(
                        "likelihood",
                        "minus the log-likelihood where it is exact (choices, subsets, ranks, boxes), times epsilon, of decisions",
                        p -> new LikelihoodLoss.Factory(
                                p.create("noise", NoiseProvider.class),
                                Arguments.positive("epsilon", p.real("epsilon"))),
                        Parameter.of("noise", NoiseProvider.class, "the law of the noise")
                                .withDefault("gumbel"),
                        Parameter.of("epsilon", REAL, "what costs are measured in, above 0")
                                .withDefault("1")));
    }

    private static SmoothedOptimizer smoothed(Parameters p, DifferentiableLayer layer) {
        if (layer instanceof SmoothedOptimizer smoothed) {
            return smoothed;
        }
        layer.close();
        throw new InvalidArgumentException(
                "layer = " + p.text("layer") + " is not the gradient of a smooth value, as a Fenchel-Young loss needs",
                "Maybe perturbed, exact, sparsemap, entropy or subsets");
    }

    private static LossFactory imitation(Parameters p) {
        Cost cost = p.choice("cost", Cost.class);
        Regularizer omega = switch (p.text("regulariser")) {
            case "none" -> Regularizer.none();
            case "negative-entropy" -> Regularizer.negativeEntropy();
            default -> Regularizer.halfSquaredNorm();
        };
        return (oracle, seed, threads) -> cost == Cost.REGRET
                ? ImitationLoss.regret(oracle, p.real("alpha"), omega, p.real("lambda"))
                : ImitationLoss.of(oracle, cost, p.real("alpha"), omega, p.real("lambda"));
    }

    /** A loss on a perturbed optimizer of its own. */
    private static LossProvider perturbed(
            String id, String description, Function<PerturbedOptimizer, EstimatingEquation<?>> loss) {
        return LossProvider.of(
                id,
                description,
                p -> (oracle, seed, threads) -> loss.apply(LayerProviders.perturbed(p, oracle, seed, threads)),
                LayerProviders.perturbation());
    }

    /** A loss on any layer. */
    private static LossProvider layered(
            String id, String description, Function<DifferentiableLayer, EstimatingEquation<?>> loss) {
        return LossProvider.of(
                id,
                description,
                p -> {
                    LayerFactory layer = p.create("layer", LayerProvider.class);
                    return (oracle, seed, threads) -> loss.apply(layer.on(oracle, seed, threads));
                },
                Parameter.of("layer", LayerProvider.class, "a layer, such as (black-box:lambda=10)")
                        .withDefault("perturbed"));
    }
}
