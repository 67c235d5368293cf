package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.learn.TrainingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final List<RankingData> IRIS = List.of(BundledData.load("iris"));

    @Test
    void aShortRunOnIrisBeatsAnyConstantRankingWithBothLosses() {
        double constant = bestConstantTau(IRIS.get(0));
        for (RankingLoss loss : RankingLoss.values()) {
            DataSetResult result = run(loss, 1, 15, 0).get(0);
            double margin = 5 * result.tau().standardError();
            assertTrue(result.tau().mean() > constant + margin, loss + " " + result.tau() + " against " + constant);
            assertTrue(result.leastSquaresTau().mean() > constant, "least squares " + result.leastSquaresTau());
            double[] losses = result.meanLosses();
            assertTrue(losses[14] < losses[0], Arrays.toString(losses));
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsOnAnyNumberOfThreadsAndAnotherSeedDoesNot() {
        double[] serial = curves(run(RankingLoss.FENCHEL_YOUNG, 1, 3, 7));
        assertArrayEquals(serial, curves(run(RankingLoss.FENCHEL_YOUNG, 1, 3, 7)));
        assertArrayEquals(serial, curves(run(RankingLoss.FENCHEL_YOUNG, 3, 3, 7)));
        assertFalse(Arrays.equals(serial, curves(run(RankingLoss.FENCHEL_YOUNG, 1, 3, 8))));
    }

    @Test
    void eachFoldTellsOfEachEpoch() {
        AtomicInteger told = new AtomicInteger();
        new CrossValidation(settings(RankingLoss.FENCHEL_YOUNG, 2, 0), 2).run(IRIS, told::incrementAndGet);
        assertEquals(10, told.get());
    }

    @Test
    void moreFoldsThanExamplesAndNoThreadsAreRefused() {
        RankingSettings good = settings(RankingLoss.FENCHEL_YOUNG, 1, 0);
        RankingSettings many = new RankingSettings(good.loss(), good.noise(), 1, 5, good.plan(), 151, 0);
        assertThrows(InvalidArgumentException.class, () -> new CrossValidation(many, 1).run(IRIS, () -> {}));
        assertThrows(InvalidArgumentException.class, () -> new CrossValidation(good, 0));
    }

    private static List<DataSetResult> run(RankingLoss loss, int threads, int epochs, long seed) {
        return new CrossValidation(settings(loss, epochs, seed), threads).run(IRIS, () -> {});
    }

    private static RankingSettings settings(RankingLoss loss, int epochs, long seed) {
        return new RankingSettings(
                loss, NoiseLaw.GAUSSIAN, 1, 5, new TrainingPlan(epochs, 32, 0.05, 0.01, seed), 5, seed);
    }

    private static double[] curves(List<DataSetResult> results) {
        return results.get(0).folds().stream()
                .flatMapToDouble(fold -> Arrays.stream(fold.losses()))
                .toArray();
    }

    /** The mean tau of the best of all six rankings of three labels, chosen with hindsight. */
    private static double bestConstantTau(RankingData data) {
        double[][] rankings = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        double best = -1;
        for (double[] ranking : rankings) {
            var model =
                    new io.dither.experiments.learn.LinearModel(data.examples().features().numCols, 3);
            System.arraycopy(ranking, 0, model.parameters(), model.parameters().length - 3, 3);
            best = Math.max(best, FoldRun.meanTau(model, data.examples()));
        }
        return best;
    }
}
