package io.dither.losses;

import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.TEXT;

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
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Recipe;
import io.dither.regularized.Regularizer;
import io.dither.surrogate.LayerProviders;
import java.util.Locale;
import java.util.function.Function;

/** The text forms of losses; the service loader needs a public class for each. */
public final class LossProviders {
    private LossProviders() {}

    /** A loss on a perturbed optimizer of its own. */
    private abstract static class Perturbed extends Recipe<LossFactory> {
        Perturbed(String id, String description, Function<PerturbedOptimizer, EstimatingEquation<?>> loss) {
            super(
                    id,
                    description,
                    p -> (oracle, seed, threads) -> loss.apply(LayerProviders.perturbed(p, oracle, seed, threads)),
                    LayerProviders.perturbation());
        }
    }

    /** A loss on any layer. */
    private abstract static class Layered extends Recipe<LossFactory> {
        Layered(String id, String description, Function<DifferentiableLayer, EstimatingEquation<?>> loss) {
            super(
                    id,
                    description,
                    p -> {
                        LayerFactory layer = p.create("layer", LayerProvider.class);
                        return (oracle, seed, threads) -> loss.apply(layer.on(oracle, seed, threads));
                    },
                    Parameter.optional("layer", TEXT, "perturbed", "a layer, such as (black-box:lambda=10)"));
        }
    }

    /** {@code fenchel-young:noise=gumbel,epsilon=0.5,samples=20}. */
    public static final class FenchelYoung extends Perturbed implements LossProvider {
        /** Does nothing: for the service loader. */
        public FenchelYoung() {
            super("fenchel-young", "Fenchel-Young loss without Omega, of decisions", FenchelYoungLoss::new);
        }
    }

    /** {@code true-fenchel-young:layer=(sparsemap:lambda=1)}. */
    public static final class TrueFenchelYoung extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public TrueFenchelYoung() {
            super(
                    "true-fenchel-young",
                    "Fenchel-Young loss with Omega of a layer, of decisions",
                    p -> {
                        LayerFactory layer = p.create("layer", LayerProvider.class);
                        return (oracle, seed, threads) ->
                                TrueFenchelYoungLoss.of(smoothed(p, layer.on(oracle, seed, threads)));
                    },
                    Parameter.optional(
                            "layer",
                            TEXT,
                            "sparsemap",
                            "a smoothed optimizer: perturbed, exact, sparsemap, entropy, subsets"));
        }

        private static SmoothedOptimizer smoothed(Parameters p, DifferentiableLayer layer) {
            if (layer instanceof SmoothedOptimizer smoothed) {
                return smoothed;
            }
            layer.close();
            throw new InvalidArgumentException(
                    "layer = " + p.text("layer")
                            + " is not the gradient of a smooth value, as a Fenchel-Young loss needs",
                    "Maybe perturbed, exact, sparsemap, entropy or subsets");
        }
    }

    /** {@code moments:noise=lognormal,epsilon=0.3}. */
    public static final class Moments extends Perturbed implements LossProvider {
        /** Does nothing: for the service loader. */
        public Moments() {
            super("moments", "simulated moments, an equation without a value, of decisions", SimulatedMoments::new);
        }
    }

    /** {@code squared:layer=(perturbed:epsilon=0.5)}. */
    public static final class Squared extends Layered implements LossProvider {
        /** Does nothing: for the service loader. */
        public Squared() {
            super("squared", "half squared distance of a layer to decisions", SolutionLoss::squared);
        }
    }

    /** {@code hamming:layer=(black-box:lambda=10)}. */
    public static final class Hamming extends Layered implements LossProvider {
        /** Does nothing: for the service loader. */
        public Hamming() {
            super("hamming", "coordinates of a layer that differ from 0/1 decisions", SolutionLoss::hamming);
        }
    }

    /** {@code true-cost:layer=(perturbed:epsilon=0.5)}. */
    public static final class TrueCost extends Layered implements LossProvider {
        /** Does nothing: for the service loader. */
        public TrueCost() {
            super("true-cost", "regret of a layer at true costs", TrueCostLoss::new);
        }
    }

    /** {@code spo-plus}. */
    public static final class SpoPlus extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public SpoPlus() {
            super("spo-plus", "SPO+ loss, of true costs", p -> (oracle, seed, threads) -> new SpoPlusLoss(oracle));
        }
    }

    /** {@code cost-distance}. */
    public static final class CostDistance extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public CostDistance() {
            super(
                    "cost-distance",
                    "half squared distance to true costs: least squares",
                    p -> (oracle, seed, threads) -> new CostDistanceLoss(oracle));
        }
    }

    /** {@code perturbation-gradient:width=0.1,scheme=central}. */
    public static final class PerturbationGradient extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public PerturbationGradient() {
            super(
                    "perturbation-gradient",
                    "slope of the plug-in value along true costs, by a difference",
                    p -> (oracle, seed, threads) -> new PerturbationGradientLoss(
                            oracle, p.real("width"), p.text("scheme").equals("central")),
                    Parameter.optional(
                            "width", REAL, "0.1", "the width of the difference, above 0, times the true costs"),
                    Parameter.choice("scheme", "which difference", "backward", "central"));
        }
    }

    /** {@code structured-hinge:alpha=1}. */
    public static final class StructuredHinge extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public StructuredHinge() {
            super(
                    "structured-hinge",
                    "structured SVM with the Hamming cost, of 0/1 decisions",
                    p -> (oracle, seed, threads) -> ImitationLoss.structuredHinge(oracle, p.real("alpha")),
                    Parameter.optional(
                            "alpha", REAL, "1", "the margin of a coordinate, above 0, in the units of theta"));
        }
    }

    /** {@code imitation:cost=hamming,alpha=1,regulariser=half-squared-norm,lambda=1}. */
    public static final class Imitation extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public Imitation() {
            super(
                    "imitation",
                    "best cost-augmented solution against decisions, or true costs",
                    Imitation::factory,
                    Parameter.choice(
                            "cost",
                            "of a solution that differs; regret is of true costs",
                            "none",
                            "hamming",
                            "squared",
                            "regret"),
                    Parameter.optional("alpha", REAL, "1", "the weight of the cost, above 0"),
                    Parameter.choice("regulariser", "Omega", "half-squared-norm", "negative-entropy", "none"),
                    Parameter.optional("lambda", REAL, "1", "the weight of Omega, above 0"));
        }

        private static LossFactory factory(Parameters p) {
            Cost cost = Cost.valueOf(p.text("cost").toUpperCase(Locale.ROOT));
            Regularizer omega = switch (p.text("regulariser")) {
                case "none" -> Regularizer.none();
                case "negative-entropy" -> Regularizer.negativeEntropy();
                default -> Regularizer.halfSquaredNorm();
            };
            return (oracle, seed, threads) -> cost == Cost.REGRET
                    ? ImitationLoss.regret(oracle, p.real("alpha"), omega, p.real("lambda"))
                    : ImitationLoss.of(oracle, cost, p.real("alpha"), omega, p.real("lambda"));
        }
    }

    /** {@code cave}. */
    public static final class Cave extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public Cave() {
            super(
                    "cave",
                    "1 - cosine to the cone of the constraints that bind, of decisions",
                    p -> (oracle, seed, threads) -> new ConeAlignedLoss(oracle));
        }
    }

    /** {@code recursive-logit:epsilon=1}. */
    public static final class RecursiveLogit extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public RecursiveLogit() {
            super(
                    "recursive-logit",
                    "minus the log-likelihood of paths among all walks, times epsilon, of decisions",
                    p -> new RecursiveLogitLoss.Factory(Arguments.positive("epsilon", p.real("epsilon"))),
                    Parameter.optional("epsilon", REAL, "1", "what costs are measured in, above 0"));
        }
    }
}
