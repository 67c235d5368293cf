package io.dither.experiments.shortestpath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.learn.BatchGradient;
import io.dither.experiments.learn.BatchObjective;
import io.dither.oracle.LinearOracle;
import io.dither.random.KeyedRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;

class CostObjectivesProperties {
    private static final Grid GRID = new Grid(3, 3);
    private static final LinearOracle PATHS = GridPaths.oracle(GRID);
    private static final int[] FIRST = {0};

    @Property(tries = 100, seed = "61")
    void spoPlusLiesAboveTheRegretAndItsTangents(@ForAll long seed) {
        DMatrixRMaj costs = positive(seed, 0);
        DMatrixRMaj p = positive(seed, 1);
        DMatrixRMaj q = positive(seed, 2);
        BatchObjective loss = CostObjectives.spoPlus(PATHS, Regret.solutions(PATHS, costs));
        BatchGradient at = loss.evaluate(p, costs, FIRST, 0);
        double optimum = inner(costs, Regret.solutions(PATHS, costs));
        assertTrue(at.values()[0] >= new Regret(PATHS, costs).of(p) * optimum - 1e-12);
        double tangent = at.values()[0] + inner(at.gradients(), q) - inner(at.gradients(), p);
        assertTrue(loss.evaluate(q, costs, FIRST, 0).values()[0] >= tangent - 1e-12);
    }

    @Property(tries = 50, seed = "62")
    void spoPlusVanishesAtScaledTruth(@ForAll long seed, @ForAll @DoubleRange(min = 0.6, max = 9) double scale) {
        DMatrixRMaj costs = positive(seed, 0);
        DMatrixRMaj scaled = costs.copy();
        for (int i = 0; i < scaled.data.length; i++) {
            scaled.data[i] *= scale;
        }
        BatchObjective loss = CostObjectives.spoPlus(PATHS, Regret.solutions(PATHS, costs));
        BatchGradient at = loss.evaluate(scaled, costs, FIRST, 0);
        assertEquals(0, at.values()[0], 1e-12);
        assertArrayEquals(new double[GRID.arcs()], at.gradients().data);
    }

    @Example
    void spoPlusTakesTheSolutionOfTheExampleNamed() {
        DMatrixRMaj first = positive(1, 0);
        DMatrixRMaj both = new DMatrixRMaj(2, GRID.arcs());
        System.arraycopy(positive(1, 1).data, 0, both.data, 0, GRID.arcs());
        System.arraycopy(first.data, 0, both.data, GRID.arcs(), GRID.arcs());
        BatchObjective loss = CostObjectives.spoPlus(PATHS, Regret.solutions(PATHS, both));
        assertEquals(0, loss.evaluate(first, first, new int[] {1}, 0).values()[0]);
    }

    @Example
    void squaredErrorIsHalved() {
        DMatrixRMaj p = new DMatrixRMaj(new double[][] {{1, 2}, {0, 0}});
        DMatrixRMaj c = new DMatrixRMaj(new double[][] {{4, -2}, {0, 1}});
        BatchGradient at = CostObjectives.squared().evaluate(p, c, new int[] {0, 1}, 0);
        assertArrayEquals(new double[] {12.5, 0.5}, at.values());
        assertArrayEquals(new double[] {-3, 4, 0, -1}, at.gradients().data);
    }

    private static DMatrixRMaj positive(long seed, long sample) {
        KeyedRandom random = new KeyedRandom(seed);
        random.sample(sample);
        DMatrixRMaj costs = new DMatrixRMaj(1, GRID.arcs());
        for (int i = 0; i < costs.data.length; i++) {
            costs.data[i] = random.nextExponential();
        }
        return costs;
    }

    private static double inner(DMatrixRMaj a, DMatrixRMaj b) {
        double sum = 0;
        for (int i = 0; i < a.data.length; i++) {
            sum += a.data[i] * b.data[i];
        }
        return sum;
    }
}
