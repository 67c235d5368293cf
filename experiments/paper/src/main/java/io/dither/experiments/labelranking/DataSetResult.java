package io.dither.experiments.labelranking;

import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The outer folds of a data set.
 *
 * @param data the data set
 * @param folds the number of outer folds of one repeat
 * @param results one per repeat, fold and method, in this order
 */
record DataSetResult(RankingData data, int folds, List<FoldResult> results) {
    /** Returns the mean tau of a method on the test parts, with its interval over the folds. */
    Interval tau(Method method) {
        return Interval.ofFolds(values(method, result -> result.test().tau()), folds);
    }

    /** Returns the mean share of test examples whose ranking is completely right. */
    double exact(Method method) {
        return Arrays.stream(values(method, result -> result.test().exact()))
                .average()
                .orElseThrow();
    }

    /** Returns tau of the first method minus tau of the second, paired fold by fold. */
    Interval difference(Method method, Method other) {
        double[] difference = values(method, result -> result.test().tau());
        double[] subtracted = values(other, result -> result.test().tau());
        Arrays.setAll(difference, i -> difference[i] - subtracted[i]);
        return Interval.ofFolds(difference, folds);
    }

    /** Returns the inner tau of each value of the grid, the mean over the outer folds. */
    double[] innerTaus(Method method) {
        double[] mean = new double[method.grid().length];
        Arrays.setAll(
                mean,
                g -> Arrays.stream(values(method, result -> result.choice().innerTaus()[g]))
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
