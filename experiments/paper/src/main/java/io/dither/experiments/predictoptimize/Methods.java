package io.dither.experiments.predictoptimize;

import static io.dither.experiments.predictoptimize.Method.Training.ADAM;
import static io.dither.experiments.predictoptimize.Method.Training.FULL_BATCH;

import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.stream.Collectors;

/** All methods, with settings that were chosen on the shortest paths of the seeds 42 to 44. */
final class Methods {
    /** The method with which others are compared. */
    static final String LEAST_SQUARES = "least-squares";

    /** About how many solves the nearest point of a hull takes: 12 on 5x5 grids. */
    private static final int FACE = 12;

    private static final List<Method> ALL = List.of(
            new Method(LEAST_SQUARES, FULL_BATCH, m -> 0, "cost-distance"),
            // convex, but fresh noise in each step averages out the errors of fixed noise
            new Method("fenchel-young", ADAM, m -> m, "fenchel-young:noise=gaussian,epsilon=1,samples={M}"),
            new Method("spo-plus", FULL_BATCH, m -> 1, "spo-plus"),
            new Method("structured-hinge", FULL_BATCH, m -> 1, "structured-hinge:alpha=1"),
            new Method("frank-wolfe", ADAM, m -> FACE, "true-cost:layer=(sparsemap:lambda=1)"),
            new Method("black-box", ADAM, m -> 2, "true-cost:layer=(black-box:lambda=0.5)"),
            new Method("negative-identity", ADAM, m -> 1, "true-cost:layer=(negative-identity:projection=norm)"),
            new Method(
                    "imle", ADAM, m -> 2 * m, "true-cost:layer=(imle:noise=gaussian,epsilon=0.5,samples={M},lambda=3)"),
            new Method("score-function", ADAM, m -> m, "true-cost:layer=(perturbed:epsilon=0.5,samples={M})"),
            new Method("perturbed-squared", ADAM, m -> m, "squared:layer=(perturbed:epsilon=0.5,samples={M})"));

    private Methods() {}

    static Method leastSquares() {
        return ALL.get(0);
    }

    /** Returns the methods with these ids, or all if there are none. */
    static List<Method> named(List<String> ids) {
        return ids.isEmpty() ? ALL : ids.stream().map(Methods::named).toList();
    }

    private static Method named(String id) {
        return ALL.stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "method '" + id + "' is unknown",
                        "Maybe one of " + ALL.stream().map(Method::id).collect(Collectors.joining(", "))));
    }
}
