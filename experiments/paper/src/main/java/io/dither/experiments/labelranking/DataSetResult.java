package io.dither.experiments.labelranking;

import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The results of all methods on the outer folds of a data set.
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
        return mean(method, result -> result.test().exact());
    }

    /** Returns tau of the first method minus tau of the second, paired fold by fold. */
    Interval difference(Method method, Method other) {
        double[] taus = values(method, result -> result.test().tau());
        double[] otherTaus = values(other, result -> result.test().tau());
        double[] differences = new double[taus.length];
        Arrays.setAll(differences, i -> taus[i] - otherTaus[i]);
        return Interval.ofFolds(differences, folds);
    }

    /** Returns for each value of the method's grid the mean tau in the inner cross-validations of all outer folds. */
    double[] innerTaus(Method method) {
        double[] means = new double[method.grid().length];
        Arrays.setAll(means, g -> mean(method, result -> result.choice().innerTaus()[g]));
        return means;
    }

    private double mean(Method method, ToDoubleFunction<FoldResult> measure) {
        return Arrays.stream(values(method, measure)).average().orElseThrow();
    }

    private double[] values(Method method, ToDoubleFunction<FoldResult> measure) {
        return results.stream()
                .filter(result -> result.method() == method)
                .mapToDouble(measure)
                .toArray();
    }
}
