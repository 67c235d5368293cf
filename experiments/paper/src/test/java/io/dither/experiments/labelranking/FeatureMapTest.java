package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.learn.Examples;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class FeatureMapTest {
    /** Of mean 0 and deviation 1 / sqrt(2). */
    private static final Examples TRAIN = examples(-1, 0, 0, 1);

    @Test
    void squaresComeAfterTheFeaturesAndAreStandardisedByTheTrainingExamples() {
        double root = Math.sqrt(2);
        double[] expected = {-root, 1, 0, -1, 0, -1, root, 1};
        FeatureMap.Fitted fitted = new FeatureMap(true, 0).fit(TRAIN);
        assertArrayEquals(expected, fitted.apply(TRAIN).features().data, 1e-12);
        assertArrayEquals(new double[] {3 * root, 17}, fitted.apply(examples(3)).features().data, 1e-12);
    }

    @Test
    void theBoundHoldsFeaturesBeforeTheyAreSquared() {
        FeatureMap.Fitted fitted = new FeatureMap(true, 1).fit(TRAIN);
        assertArrayEquals(new double[] {1, 1}, fitted.apply(examples(3)).features().data, 1e-12);
    }

    @Test
    void withoutSquaresThereAreTheStandardisedFeaturesAlone() {
        FeatureMap.Fitted fitted = new FeatureMap(false, 2).fit(TRAIN);
        assertArrayEquals(
                new double[] {2, -Math.sqrt(2)}, fitted.apply(examples(3, -1)).features().data, 1e-12);
    }

    @Test
    void textFormsGoBothWaysAndAnythingElseIsRefused() {
        assertEquals(new FeatureMap(true, 0), FeatureMap.parse("squares"));
        for (String form : List.of("linear", "linear:2", "linear:1.5", "squares", "squares:0.75")) {
            assertEquals(form, FeatureMap.parse(form).toString());
        }
        for (String form : List.of("", "cubes", "linear:", "linear:-1", "squares:x", "linear:2:2")) {
            assertThrows(InvalidArgumentException.class, () -> FeatureMap.parse(form));
        }
    }

    /** The first label is above the second where x^2 < 1: no score linear in x says so. */
    @Test
    void theInnerFoldsChooseSquaresWhereRankingsNeedThemAndNoneElsewhere() {
        double[] x = new double[40];
        java.util.Arrays.setAll(x, i -> -2 + i / 10.0);
        Examples bent = ranked(x, 1);
        Examples straight = ranked(x, 0);
        for (Method method : List.of(Method.FENCHEL_YOUNG, Method.LEAST_SQUARES)) {
            TunedFit needed = TunedFit.of(method, new RankingOptions().settings(2, 1, 0), bent, 1);
            assertTrue(needed.choice().map().hasSquares());
            assertTrue(needed.test(bent).tau() > 0.8, method + " " + needed.test(bent));
        }
        TunedFit idle = TunedFit.of(Method.LEAST_SQUARES, new RankingOptions().settings(2, 1, 0), straight, 1);
        assertFalse(idle.choice().map().hasSquares(), idle.choice().map().toString());
    }

    /** Two labels with scores 0 and x, or 0 and x^2 - 1. */
    private static Examples ranked(double[] x, double square) {
        DMatrixRMaj ranks = new DMatrixRMaj(x.length, 2);
        for (int i = 0; i < x.length; i++) {
            int above = square * (x[i] * x[i] - 1) + (1 - square) * x[i] > 0 ? 1 : 0;
            ranks.set(i, above, 1);
        }
        return new Examples(new DMatrixRMaj(x.length, 1, true, x), ranks);
    }

    private static Examples examples(double... x) {
        return new Examples(new DMatrixRMaj(x.length, 1, true, x), new DMatrixRMaj(x.length, 2));
    }
}
