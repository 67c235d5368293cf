package io.dither.experiments.predictoptimize;

import static io.dither.experiments.predictoptimize.Method.Training.ADAM;
import static io.dither.experiments.predictoptimize.Method.Training.FULL_BATCH;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.methods.ContrastiveLoss;
import io.dither.experiments.methods.ContrastiveLoss.Rule;
import io.dither.experiments.methods.PoolRankingLoss;
import io.dither.experiments.methods.SolutionPool;
import io.dither.layer.EstimatingEquation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All methods, with settings that were chosen on the shortest paths of the seeds 42 to 44. */
final class Methods {
    /** The method with which the other methods are compared. */
    static final String LEAST_SQUARES = "least-squares";

    /** About how many solves it takes to find the nearest point of a convex hull, on grids of 5x5. */
    private static final int SOLVES_PER_PROJECTION = 12;

    private static final int ALL_EXAMPLES = Integer.MAX_VALUE;

    private static final List<Method> ALL = List.of(
            Method.ofText(LEAST_SQUARES, FULL_BATCH, m -> 0, "cost-distance"),
            // convex, but trained by Adam: fresh noise averages out over the steps, fixed noise would not
            Method.ofText("fenchel-young", ADAM, m -> m, "fenchel-young:noise=gaussian,epsilon=1,samples={M}"),
            Method.ofText("spo-plus", FULL_BATCH, m -> 1, "spo-plus"),
            Method.ofText("perturbation-gradient", ADAM, m -> 2, "perturbation-gradient:width=0.5,scheme=central"),
            Method.ofText("structured-hinge", FULL_BATCH, m -> 1, "structured-hinge:alpha=1"),
            Method.ofText("frank-wolfe", ADAM, m -> SOLVES_PER_PROJECTION, "true-cost:layer=(sparsemap:lambda=1)"),
            Method.ofText("black-box", ADAM, m -> 2, "true-cost:layer=(black-box:lambda=0.5)"),
            Method.ofText("negative-identity", ADAM, m -> 1, "true-cost:layer=(negative-identity:projection=norm)"),
            Method.ofText("lpgd", ADAM, m -> 3, "true-cost:layer=(lpgd:tau=1)"),
            Method.ofText(
                    "imle", ADAM, m -> 2 * m, "true-cost:layer=(imle:noise=gaussian,epsilon=0.5,samples={M},lambda=3)"),
            Method.ofText("score-function", ADAM, m -> m, "true-cost:layer=(perturbed:epsilon=0.5,samples={M})"),
            Method.ofText("perturbed-squared", ADAM, m -> m, "squared:layer=(perturbed:epsilon=0.5,samples={M})"),
            // Adam divides a step by the size of the gradient in a batch: the next two methods need their own size of
            // batches
            pooled("nce", 4, pool -> ContrastiveLoss.of(pool, Rule.NOISE_CONTRASTIVE)),
            pooled("map", ALL_EXAMPLES, pool -> ContrastiveLoss.of(pool, Rule.MAXIMUM_A_POSTERIORI)),
            pooled("pointwise", 0, PoolRankingLoss::pointwise),
            pooled("pairwise", 0, pool -> PoolRankingLoss.pairwise(pool, 0.1)),
            pooled("listwise", 0, pool -> PoolRankingLoss.listwise(pool, 1)));

    /** The methods that grow trees. Trees need features of each coordinate, which only some problems have. */
    private static final List<Method> TREES = Stream.of(LEAST_SQUARES, "fenchel-young", "spo-plus")
            .map(id -> named(ALL, id))
            .map(method ->
                    new Method("boosted-" + method.id(), Method.Training.TREES, 0, method.solves(), method.loss()))
            .toList();

    private Methods() {}

    /** Makes a method whose loss is over the pool of the decisions of the training examples. */
    private static Method pooled(String id, int batch, Function<SolutionPool, EstimatingEquation<?>> loss) {
        return new Method(id, ADAM, batch, m -> 0, (train, settings) -> {
            SolutionPool pool = SolutionPool.of(train.get(0).oracle(), Method.decisions(train));
            return (oracle, seed, threads) -> loss.apply(pool);
        });
    }

    static Method leastSquares() {
        return ALL.get(0);
    }

    /** Returns the methods with these ids, or all if there are none; {@code withTrees} includes those that grow trees. */
    static List<Method> named(List<String> ids, boolean withTrees) {
        List<Method> methods = new ArrayList<>(ALL);
        methods.addAll(withTrees ? TREES : List.of());
        return ids.isEmpty()
                ? methods
                : ids.stream().map(id -> named(methods, id)).toList();
    }

    private static Method named(List<Method> methods, String id) {
        return methods.stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "method '" + id + "' is unknown",
                        "Maybe one of " + methods.stream().map(Method::id).collect(Collectors.joining(", "))));
    }
}
