package io.dither.experiments.predictoptimize;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.EstimatingEquation;
import io.dither.learn.Observation;
import io.dither.losses.ContrastiveLoss;
import io.dither.losses.PoolRankingLoss;
import io.dither.losses.SolutionPool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All methods, with the settings that other draws of the benchmarks than the default one chose. */
final class Methods {
    /** The yardstick. */
    static final String LEAST_SQUARES = "least-squares";

    private static final List<Method> ALL = List.of(
            Method.ofText(LEAST_SQUARES, true, m -> 0, "cost-distance"),
            // convex, but fresh noise in each step averages out what fixed noise leaves
            Method.ofText("fenchel-young", false, m -> m, "fenchel-young:noise=gaussian,epsilon=1,samples={M}"),
            Method.ofText("spo-plus", true, m -> 1, "spo-plus"),
            Method.ofText(
                    "perturbation-gradient", false, m -> 2, "perturbation-gradient:width=0.5,scheme=central"),
            Method.ofText("structured-hinge", true, m -> 1, "structured-hinge:alpha=1"),
            Method.ofText("black-box", false, m -> 2, "true-cost:layer=(black-box:lambda=0.5)"),
            Method.ofText("negative-identity", false, m -> 1, "true-cost:layer=(negative-identity:projection=norm)"),
            Method.ofText(
                    "imle",
                    false,
                    m -> 2 * m,
                    "true-cost:layer=(imle:epsilon=0.5,samples={M},lambda=3)"),
            Method.ofText("adaptive-imle", false, m -> 2 * m, "true-cost:layer=(adaptive-imle:epsilon=0.5,samples={M})"),
            Method.ofText("score-function", false, m -> m, "true-cost:layer=(perturbed:epsilon=0.5,samples={M})"),
            Method.ofText("perturbed-squared", false, m -> m, "squared:layer=(perturbed:epsilon=0.5,samples={M})"),
            pooled("nce", ContrastiveLoss::noiseContrastive),
            pooled("map", ContrastiveLoss::maximumAPosteriori),
            pooled("pointwise", PoolRankingLoss::pointwise),
            pooled("pairwise", pool -> PoolRankingLoss.pairwise(pool, 0.1)),
            pooled("listwise", pool -> PoolRankingLoss.listwise(pool, 1)));

    private Methods() {}

    private static Method pooled(String id, Function<SolutionPool, EstimatingEquation<?>> loss) {
        return new Method(
                id, "over the pool of the decisions of the training examples", false, m -> 0, (train, settings) -> {
                    SolutionPool pool = SolutionPool.of(train.get(0).oracle(), Method.decisions(train));
                    return (oracle, seed, threads) -> loss.apply(pool);
                });
    }

    static Method leastSquares() {
        return ALL.get(0);
    }

    /** Returns all methods, or those of some names. */
    static List<Method> named(List<String> ids) {
        if (ids.isEmpty()) {
            return ALL;
        }
        List<Method> chosen = new ArrayList<>();
        for (String id : ids) {
            chosen.add(ALL.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(() -> unknown(id)));
        }
        return chosen;
    }

    private static InvalidArgumentException unknown(String id) {
        return new InvalidArgumentException(
                "method '" + id + "' is unknown",
                "Maybe one of " + ALL.stream().map(Method::id).collect(Collectors.joining(", ")));
    }
}
