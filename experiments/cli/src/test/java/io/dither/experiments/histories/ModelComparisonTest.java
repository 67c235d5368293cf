package io.dither.experiments.histories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Verdicts on two models of forty decisions. */
class ModelComparisonTest {
    private static final int SIZE = 40;

    private static List<DecisionFigures> figures(IntToDoubleFunction exact, IntToDoubleFunction distance) {
        return IntStream.range(0, SIZE)
                .mapToObj(i -> new DecisionFigures(
                        "e" + i,
                        5,
                        "e" + i,
                        1,
                        1,
                        Map.of(
                                DecisionFigures.EXACT_MATCH,
                                exact.applyAsDouble(i),
                                DecisionFigures.HAMMING_DISTANCE,
                                distance.applyAsDouble(i))))
                .toList();
    }

    private static String verdict(List<DecisionFigures> left, List<DecisionFigures> right) {
        return String.valueOf(
                ModelComparison.of("left", left, "right", right).fields().get("verdict"));
    }

    @Test
    void theVerdictNamesAFigureThatDiffersClearly() {
        List<DecisionFigures> near = figures(i -> i % 2, i -> 1 + i % 2);
        List<DecisionFigures> far = figures(i -> i % 2, i -> 3 + i % 3);
        String verdict = verdict(near, far);
        assertTrue(verdict.startsWith("left predicts these decisions better, by Hamming distance per"), verdict);
        assertTrue(verdict(far, near).startsWith("right predicts"), verdict(far, near));
    }

    @Test
    void figuresThatContradictEachOtherAreBothNamed() {
        List<DecisionFigures> exact = figures(i -> i % 4 == 0 ? 0 : 1, i -> 3 + i % 3);
        List<DecisionFigures> near = figures(i -> i % 4 == 0 ? 1 : 0, i -> 1 + i % 2);
        String verdict = verdict(exact, near);
        assertTrue(verdict.startsWith("left is better by exact match per decision (0.5000, "), verdict);
        assertTrue(verdict.contains("), but right by Hamming distance per decision (2.475, "), verdict);
    }

    @Test
    void noClearDifferenceIsToldByTheFirstFigure() {
        List<DecisionFigures> figures = figures(i -> i % 2, i -> i % 2);
        String verdict = verdict(figures, figures(i -> (i + 1) % 2, i -> (i + 1) % 2));
        assertTrue(verdict.startsWith("these 40 decisions show no clear difference, by exact match"), verdict);
        assertEquals(verdict, verdict(figures(i -> (i + 1) % 2, i -> (i + 1) % 2), figures));
        assertEquals("both predict these 40 decisions equally well, by every figure", verdict(figures, figures));
    }

    @Test
    void modelsWithoutACommonFigureAreRefused() {
        List<DecisionFigures> byScores =
                List.of(new DecisionFigures("e0", 5, "e0", 1, 1, Map.of(DecisionFigures.TRUE_SCORE, 2.0)));
        List<DecisionFigures> byCosts =
                List.of(new DecisionFigures("e0", 5, "e0", 1, 1, Map.of(DecisionFigures.TRUE_COST, 2.0)));
        assertThrows(InvalidArgumentException.class, () -> ModelComparison.of("left", byScores, "right", byCosts));
    }
}
