package io.dither.experiments.labelranking;

import io.dither.experiments.learn.SampleMean;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The folds of a data set and their means. */
record DataSetResult(RankingData data, List<FoldResult> folds) {
    SampleMean tau() {
        return mean(FoldResult::finalTau);
    }

    SampleMean leastSquaresTau() {
        return mean(FoldResult::leastSquaresTau);
    }

    double[] meanLosses() {
        return meanCurve(FoldResult::losses);
    }

    double[] meanTaus() {
        return meanCurve(FoldResult::taus);
    }

    private SampleMean mean(ToDoubleFunction<FoldResult> figure) {
        return SampleMean.of(folds.stream().mapToDouble(figure).toArray());
    }

    private double[] meanCurve(Function<FoldResult, double[]> curve) {
        double[] mean = new double[curve.apply(folds.get(0)).length];
        for (FoldResult fold : folds) {
            double[] values = curve.apply(fold);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += values[i] / folds.size();
            }
        }
        return mean;
    }
}
