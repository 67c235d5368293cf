package io.dither.experiments.shortestpath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.roads.CostData;
import io.dither.experiments.roads.CostModel;
import io.dither.experiments.roads.Grid;
import io.dither.oracle.LinearOracle;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** On the 2 x 2 grid: arcs 0 right, 1 and 2 down, 3 right; the paths are {0, 2} and {1, 3}. */
class RegretTest {
    private static final LinearOracle PATHS = GridPaths.oracle(new Grid(2, 2));
    private static final DMatrixRMaj COSTS = new DMatrixRMaj(new double[][] {{1, 2, 1, 3}, {4, 1, 4, 1}});

    @Test
    void isTheShareOfTheCostThatIsPaidTooMuch() {
        // the first path is wrong: 5 for 2; the second is right: 2
        DMatrixRMaj wrongOnce = new DMatrixRMaj(new double[][] {{1, 0, 1, 0}, {1, 0, 1, 0}});
        assertEquals(3.0 / 4, new Regret(PATHS, COSTS).of(wrongOnce));
    }

    @Test
    void isZeroForThePathsThatMatterWhateverTheScale() {
        DMatrixRMaj scaled = COSTS.copy();
        for (int i = 0; i < scaled.data.length; i++) {
            scaled.data[i] *= 7;
        }
        assertEquals(0, new Regret(PATHS, COSTS).of(scaled));
    }

    @Test
    void keepsOneSolutionARow() {
        assertArrayEquals(new double[] {1, 0, 1, 0, 0, 1, 0, 1}, Regret.solutions(PATHS, COSTS).data);
    }

    @Test
    void refusesNothingToCompareWith() {
        assertThrows(InvalidArgumentException.class, () -> new Regret(PATHS, new DMatrixRMaj(0, 4)));
        assertThrows(InvalidArgumentException.class, () -> new Regret(PATHS, new DMatrixRMaj(1, 4)));
    }

    @Test
    void leadsToThePathsOfG31() {
        CostModel small = new CostModel(new Grid(3, 3), 1, 0, 3);
        CostData data = small.draw(32, 42);
        DMatrixRMaj paths = Regret.solutions(GridPaths.oracle(small.grid()), data.costs());
        double[] first = new double[12];
        for (int arc : new int[] {0, 3, 8, 11}) {
            first[arc] = 1;
        }
        assertArrayEquals(first, Arrays.copyOf(paths.data, 12));
        assertEquals(3.931151, paid(data.costs(), paths, 1), 5e-7);
        assertEquals(137.065621, paid(data.costs(), paths, 32), 5e-7);
    }

    private static double paid(DMatrixRMaj costs, DMatrixRMaj paths, int rows) {
        double sum = 0;
        for (int i = 0; i < rows * costs.numCols; i++) {
            sum += costs.data[i] * paths.data[i];
        }
        return sum;
    }
}
