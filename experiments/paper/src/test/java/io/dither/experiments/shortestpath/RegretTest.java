package io.dither.experiments.shortestpath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.generators.CostData;
import io.dither.experiments.generators.Grid;
import io.dither.experiments.generators.GridCosts;
import io.dither.learn.Features;
import io.dither.learn.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Batch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On the 2 x 2 grid: arcs 0 right, 1 and 2 down, 3 right; the paths are {0, 2} and {1, 3}. */
class RegretTest {
    private static final LinearOracle PATHS = GridPaths.oracle(new Grid(2, 2));
    private static final List<Observation> EXAMPLES =
            List.of(example("a", 1, 2, 1, 3), example("b", 4, 1, 4, 1), example("c", 2, 2, 2, 3));

    private static Observation example(String id, double... costs) {
        return Observation.of(id, Features.of(new double[] {0}), PATHS, PATHS.solve(costs))
                .withCosts(costs);
    }

    @Test
    void isTheShareOfTheCostThatIsPaidTooMuch() {
        // the second path is wrong: 8 for 2; the others are right: 2 and 4
        Regret regret = new Regret(EXAMPLES);
        assertEquals(6.0 / 8, regret.of(example -> new double[] {0, 1, 0, 1}).value(), 1e-15);
    }

    @Test
    void hasTheErrorOfARatioOfMeans() {
        // residuals 0 - 1.5, 6 - 1.5, 0 - 3 of the regrets less 0.75 times the optima 2, 2, 4
        double squares = 1.5 * 1.5 + 4.5 * 4.5 + 3 * 3;
        double error = Math.sqrt(squares * 3 / 2) / 8;
        assertEquals(
                error,
                new Regret(EXAMPLES).of(example -> new double[] {0, 1, 0, 1}).standardError(),
                1e-15);
    }

    @Test
    void isZeroForThePathsThatMatterWhateverTheScale() {
        assertEquals(
                0,
                new Regret(EXAMPLES)
                        .of(example -> {
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
        assertThrows(InvalidArgumentException.class, () -> new Regret(List.of()));
        assertThrows(InvalidArgumentException.class, () -> new Regret(List.of(example("free", 0, 0, 0, 0))));
    }

    @Test
    void leadsToThePathsOfG31() {
        CostData data = new GridCosts(new Grid(3, 3), 1, 0, 3).draw(32, 42);
        LinearOracle paths = GridPaths.oracle(new Grid(3, 3));
        List<double[]> solutions = new ArrayList<>();
        double paid = 0;
        for (int i = 0; i < 32; i++) {
            double[] costs = Batch.row(data.costs(), i);
            double[] path = paths.solve(costs);
            for (int j = 0; j < path.length; j++) {
                paid += path[j] * costs[j];
            }
            if (i == 0) {
                assertEquals(3.931151, paid, 5e-7);
            }
            solutions.add(path);
        }
        assertArrayEquals(new double[] {1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1}, solutions.get(0));
        assertEquals(137.065621, paid, 5e-7);
    }
}
