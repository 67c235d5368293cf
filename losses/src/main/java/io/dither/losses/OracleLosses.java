package io.dither.losses;

import static io.dither.plugin.Parameter.Type.REAL;

import io.dither.error.Arguments;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.losses.ImitationLoss.Cost;
import io.dither.noise.NoiseProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.regularized.Regularizer;
import java.util.List;

/** The losses of an oracle, without a layer, by their text forms. */
final class OracleLosses {
    private OracleLosses() {}

    static List<LossProvider> providers() {
        return List.of(
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
                imitation(),
                // recursive-logit:epsilon=1
                LossProvider.of(
                        "recursive-logit",
                        "minus the log-likelihood of observed paths among all walks, times epsilon",
                        p -> new RecursiveLogitLoss.Factory(Arguments.positive("epsilon", p.real("epsilon"))),
                        Parameter.of("epsilon", REAL, "the amplitude of the noise, above 0, in the units of theta")
                                .withDefault("1")),
                // likelihood:noise=gumbel,epsilon=1
                LossProvider.of(
                        "likelihood",
                        "minus the exact log-likelihood of decisions (choices, subsets, ranks, boxes), times epsilon",
                        p -> new LikelihoodLoss.Factory(
                                p.create("noise", NoiseProvider.class),
                                Arguments.positive("epsilon", p.real("epsilon"))),
                        Parameter.of("noise", NoiseProvider.class, "the law of the noise")
                                .withDefault("gumbel"),
                        Parameter.of("epsilon", REAL, "the amplitude of the noise, above 0, in the units of theta")
                                .withDefault("1")));
    }

    // imitation:cost=hamming,alpha=1,regulariser=half-squared-norm,lambda=1
    private static LossProvider imitation() {
        return LossProvider.of(
                "imitation",
                "best cost-augmented solution against decisions, or true costs",
                OracleLosses::imitation,
                Parameter.choice(
                        "cost",
                        "delta, the cost of a solution that differs from the target; regret needs true costs",
                        "none",
                        "hamming",
                        "squared",
                        "regret"),
                Parameter.of("alpha", REAL, "the weight of the cost, above 0").withDefault("1"),
                Parameter.choice("regulariser", "Omega", "half-squared-norm", "negative-entropy", "none"),
                Parameter.of("lambda", REAL, "the weight of Omega, above 0").withDefault("1"));
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
}
