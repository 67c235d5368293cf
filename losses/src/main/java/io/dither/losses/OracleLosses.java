package io.dither.losses;

import static io.dither.plugin.Parameter.Type.REAL;

import io.dither.error.Arguments;
import io.dither.layer.LossProvider;
import io.dither.noise.NoiseProvider;
import io.dither.plugin.Parameter;
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
                        p -> (oracle, seed, threads) -> new StructuredHingeLoss(oracle, p.real("alpha")),
                        Parameter.of("alpha", REAL, "the margin of a coordinate, above 0, in the units of theta")
                                .withDefault("1")),
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
}
