package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.labelranking.RankingSettings.Folds;
import io.dither.experiments.labelranking.RankingSettings.Tuning;
import io.dither.experiments.learn.Examples;
import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final List<RankingData> IRIS = List.of(BundledData.load("iris"));
    private static final List<FeatureMap> MAPS = List.of(new FeatureMap(false, 0), new FeatureMap(true, 1.5));
    private static final List<Method> QUICK = List.of(Method.FENCHEL_YOUNG, Method.LEAST_SQUARES);

    /** Black-box interpolation fails on a fold where its rate was tuned on so few examples. */
    @Tag("long")
    @Test
    void everyMethodBeatsAnyConstantRankingOnIris() {
        double constant = bestConstantTau(IRIS.get(0));
        DataSetResult result = run(List.of(Method.values()), 0, 1, 0).get(0);
        for (Method method : Method.values()) {
            Interval tau = result.tau(method);
            double least = method == Method.BLACK_BOX ? tau.value() : tau.low();
            assertTrue(least > constant, method + " " + tau + " against " + constant);
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsOnAnyNumberOfThreadsAndAnotherSeedDoesNot() {
        List<Accuracy> serial = sampled(1, 7);
        assertEquals(serial, sampled(3, 7));
        assertNotEquals(serial, sampled(1, 8));
    }

    private static List<Accuracy> sampled(int threads, long seed) {
        RankingSettings settings = new RankingSettings(
                List.of(Method.FENCHEL_YOUNG),
                NoiseLaw.GAUSSIAN,
                1,
                new Folds(2, 1),
                new Tuning(new Folds(2, 1), MAPS.subList(1, 2), 10),
                seed);
        return tests(new CrossValidation(settings, threads).run(IRIS, () -> {}, set -> {}));
    }

    /** What is tuned, fitted and scaled does not change with the examples that are held out. */
    @Test
    void theTestPartHasNoPartInTuning() {
        Examples all = IRIS.get(0).examples();
        int[] train = new int[100];
        Arrays.setAll(train, i -> (7 * i) % 150);
        Examples spoilt = new Examples(all.features().copy(), all.targets().copy());
        for (int i = 0; i < 150; i++) {
            boolean held = Arrays.stream(train).noneMatch(Integer.valueOf(i)::equals);
            spoilt.features().set(i, 0, held ? 1e6 : all.features().get(i, 0));
        }
        RankingSettings settings = settings(QUICK, 0, 0);
        for (Method method : QUICK) {
            TunedFit clean = TunedFit.of(method, settings, all.select(train), 3);
            TunedFit other = TunedFit.of(method, settings, spoilt.select(train), 3);
            assertEquals(clean.choice().map(), other.choice().map());
            assertEquals(clean.choice().value(), other.choice().value());
            assertTrue(Arrays.equals(clean.model().parameters(), other.model().parameters()));
        }
    }

    @Test
    void theChosenValueIsTheFirstOfTheBestInnerOnes() {
        TunedFit fit = TunedFit.of(
                Method.LEAST_SQUARES, settings(QUICK, 0, 0), IRIS.get(0).examples(), 3);
        double most = Arrays.stream(fit.choice().innerTaus()).max().orElseThrow();
        double[] grid = Method.LEAST_SQUARES.grid();
        for (int g = 0; grid[g] != fit.choice().value(); g++) {
            assertTrue(fit.choice().innerTaus()[g] < most);
        }
        assertTrue(fit.choice().innerTaus()[0] < most, "the strongest penalty should not be best on iris");
    }

    @Test
    void eachFitIsReported() {
        AtomicInteger reported = new AtomicInteger();
        CrossValidation validation = new CrossValidation(settings(List.of(Method.LEAST_SQUARES), 0, 0), 2);
        validation.run(IRIS, reported::incrementAndGet, set -> {});
        assertEquals(4, reported.get());
        assertEquals(4, validation.fitCount(IRIS));
    }

    @Test
    void largeSetsHaveFewFolds() {
        RankingSettings settings = settings(QUICK, 0, 0);
        assertEquals(4, settings.foldsOf(5000));
        assertEquals(3, settings.foldsOf(5001));
    }

    @Test
    void moreFoldsThanExamplesAndNoThreadsAreRefused() {
        RankingSettings many = new RankingSettings(
                QUICK, NoiseLaw.GAUSSIAN, 0, new Folds(151, 1), new Tuning(new Folds(2, 1), MAPS, 1000), 0);
        assertThrows(InvalidArgumentException.class, () -> new CrossValidation(many, 1).run(IRIS, () -> {}, set -> {}));
        assertThrows(InvalidArgumentException.class, () -> new CrossValidation(settings(QUICK, 0, 0), 0));
    }

    private static List<DataSetResult> run(List<Method> methods, int samples, int threads, long seed) {
        return new CrossValidation(settings(methods, samples, seed), threads).run(IRIS, () -> {}, set -> {});
    }

    private static RankingSettings settings(List<Method> methods, int samples, long seed) {
        return new RankingSettings(
                methods, NoiseLaw.GAUSSIAN, samples, new Folds(4, 1), new Tuning(new Folds(2, 1), MAPS, 40), seed);
    }

    private static List<Accuracy> tests(List<DataSetResult> results) {
        return results.get(0).results().stream().map(FoldResult::test).toList();
    }

    /** The mean tau of the best of all six rankings of three labels, chosen with hindsight. */
    private static double bestConstantTau(RankingData data) {
        double[][] rankings = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        double best = -1;
        for (double[] ranking : rankings) {
            int d = data.examples().features().numCols;
            Ranker model = new Ranker(Ranker.linearModel(d, 3), new double[3 * (d + 1)]);
            for (int j = 0; j < 3; j++) {
                model.parameters()[j * (d + 1) + d] = ranking[j];
            }
            best = Math.max(best, Accuracy.of(model, data.examples()).tau());
        }
        return best;
    }

    @Test
    void moreInnerRepeatsThanFitAreRefused() {
        var refusal = assertThrows(
                InvalidArgumentException.class, () -> new Tuning(new Folds(2, Integer.MAX_VALUE), MAPS, 40));
        assertTrue(
                String.valueOf(refusal.getMessage()).startsWith("inner repeats = 2147483647 is too large"),
                refusal.getMessage());
    }
}
