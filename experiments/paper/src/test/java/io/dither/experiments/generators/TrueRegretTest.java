package io.dither.experiments.generators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On the 2 x 2 grid: arcs 0 right, 1 and 2 down, 3 right; the paths are {0, 2} and {1, 3}. */
class TrueRegretTest {
    private static final LinearOracle PATHS =
            Oracles.points(Sense.MINIMIZE, List.of(new double[] {1, 0, 1, 0}, new double[] {0, 1, 0, 1}));
    private static final List<Observation> EXAMPLES =
            List.of(example("a", 1, 2, 1, 3), example("b", 4, 1, 4, 1), example("c", 2, 2, 2, 3));

    private static Observation example(String id, double... costs) {
        return Observation.of(id, Features.of(new double[] {0}), PATHS, PATHS.solve(costs))
                .withCosts(costs);
    }

    @Test
    void isTheShareOfTheCostThatIsPaidTooMuch() {
        // the second path is wrong: 8 for 2; the others are right: 2 and 4
        TrueRegret regret = new TrueRegret(EXAMPLES);
        assertEquals(
                6.0 / 8,
                regret.normalisedRegret(example -> new double[] {0, 1, 0, 1}).value(),
                1e-15);
    }

    @Test
    void hasTheErrorOfARatioOfMeans() {
        // residuals 0 - 1.5, 6 - 1.5, 0 - 3 of the regrets less 0.75 times the optima 2, 2, 4
        double squares = 1.5 * 1.5 + 4.5 * 4.5 + 3 * 3;
        double error = Math.sqrt(squares * 3 / 2) / 8;
        assertEquals(
                error,
                new TrueRegret(EXAMPLES)
                        .normalisedRegret(example -> new double[] {0, 1, 0, 1})
                        .standardError(),
                1e-15);
    }

    @Test
    void isZeroForThePathsThatMatterWhateverTheScale() {
        assertEquals(
                0,
                new TrueRegret(EXAMPLES)
                        .normalisedRegret(example -> {
                            double[] scaled = example.costs().clone();
                            for (int i = 0; i < scaled.length; i++) {
                                scaled[i] *= 7;
                            }
                            return scaled;
                        })
                        .value());
    }

    @Test
    void refusesNothingToCompareWith() {
        assertThrows(InvalidArgumentException.class, () -> new TrueRegret(List.of()));
        assertThrows(InvalidArgumentException.class, () -> new TrueRegret(List.of(example("free", 0, 0, 0, 0))));
    }

    @Test
    void regretsOfScoresAreNotBelowNothing() {
        LinearOracle choices = Oracles.argmax(2);
        Observation one = Observation.of("a", Features.of(new double[] {0}), choices, 0, 1)
                .withCosts(new double[] {1, 3});
        TrueRegret regret = new TrueRegret(List.of(one));
        assertArrayEquals(new double[] {2}, regret.regrets(example -> new double[] {1, 0}));
        assertArrayEquals(new double[] {0}, regret.regrets(example -> new double[] {0, 1}));
        assertEquals(2.0 / 3, regret.normalised(new double[] {2}).value(), 1e-15);
        assertEquals(2, regret.mean(new double[] {2}).value(), 1e-15);
    }
}
