package io.dither.experiments.labelranking;

import io.dither.experiments.learn.CorrectedMean;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The outer folds of a data set.
 *
 * @param data the data set
 * @param folds K
 * @param results one a repeat, fold and method, in this order
 */
record DataSetResult(RankingData data, int folds, List<FoldResult> results) {
    CorrectedMean tau(Method method) {
        return CorrectedMean.of(values(method, result -> result.test().tau()), folds);
    }

    double exact(Method method) {
        return Arrays.stream(values(method, result -> result.test().exact()))
                .average()
                .orElseThrow();
    }

    /** Returns the paired difference of tau, fold by fold. */
    CorrectedMean difference(Method method, Method other) {
        double[] difference = values(method, result -> result.test().tau());
        double[] subtracted = values(other, result -> result.test().tau());
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= subtracted[i];
        }
        return CorrectedMean.of(difference, folds);
    }

    /** Returns the inner tau of each value of the grid, the mean over the outer folds. */
    double[] innerTaus(Method method) {
        double[] mean = new double[method.grid().length];
        Arrays.setAll(
                mean,
                g -> Arrays.stream(values(method, result -> result.innerTaus()[g]))
                        .average()
                        .orElseThrow());
        return mean;
    }

    private double[] values(Method method, ToDoubleFunction<FoldResult> figure) {
        return results.stream()
                .filter(result -> result.method() == method)
                .mapToDouble(figure)
                .toArray();
    }
}
