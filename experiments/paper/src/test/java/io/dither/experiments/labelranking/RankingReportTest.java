package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingReportTest {
    private static final List<Method> BOTH = List.of(Method.FENCHEL_YOUNG, Method.LEAST_SQUARES);

    @Test
    void aClearDifferenceWinsAnUncertainOneTiesAndEqualsTie() {
        DataSetResult clear = result(0.9, 0.5, 0.001);
        DataSetResult unsure = result(0.51, 0.5, 0.2);
        DataSetResult equal = result(0.5, 0.5, 0);
        DataSetResult lost = result(0.4, 0.5, 0.001);
        RankingReport report = new RankingReport(BOTH, List.of(clear, unsure, equal, lost));
        assertEquals(List.of(new RankingReport.Tally(Method.LEAST_SQUARES, 1, 2, 1, 3)), report.tallies());
        String counts = report.comparison().toString();
        assertTrue(counts.contains("least-squares            1    2     1            3     4"), counts);
        assertTrue(report.verdict().contains("better than least-squares on 1, worse on 1"), report.verdict());
    }

    /** Ten folds around two means; the spread alternates, so that it stays in the differences. */
    private static DataSetResult result(double first, double second, double spread) {
        List<FoldResult> folds = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            double shift = k % 2 == 0 ? spread : -spread;
            folds.add(fold(k, Method.FENCHEL_YOUNG, first + shift));
            folds.add(fold(k, Method.LEAST_SQUARES, second));
        }
        return new DataSetResult(BundledData.load("iris"), 10, folds);
    }

    private static FoldResult fold(int k, Method method, double tau) {
        return new FoldResult(
                0,
                k,
                method,
                new TunedFit.Choice(new FeatureMap(false, 0), 1, new double[method.grid().length]),
                new Accuracy(tau, 0));
    }
}
