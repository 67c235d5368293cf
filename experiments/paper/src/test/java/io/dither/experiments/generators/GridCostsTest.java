package io.dither.experiments.generators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class GridCostsTest {
    private static final GridCosts SMALL = new GridCosts(new Grid(3, 3), 1, 0, 3);
    private static final GridCosts USUAL = new GridCosts(new Grid(5, 5), 4, 0.5, 5);

    @Test
    void drawsTheLinearCostsWithoutNoiseOfG31() {
        CostData data = SMALL.draw(32, 42);
        assertArrayEquals(new double[] {0, 1, 1, 1, 0, 0, 0, 1, 1}, Arrays.copyOf(data.coefficients().data, 9));
        assertArrayEquals(
                new double[] {-.600638690, -.291693750, -.601706612}, Arrays.copyOf(data.features().data, 3), 5e-10);
        double[] first = {
            .9954843, 1.0437775, .9954843, .9445216, 1.0437775, 1.0436013, 1.0436013, 1.1428572, 1.0947402, .9956605,
            1.0437775, .8964046
        };
        assertArrayEquals(first, Arrays.copyOf(data.costs().data, 12), 5e-8);
        assertEquals(434.3736388683, sum(data.costs()), 5e-11);
        assertEquals(0x528bf09eL, Bits.crcAsFloats(data.costs().data));
    }

    @Test
    void leadsToThePathsOfG31() {
        CostData data = SMALL.draw(32, 42);
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

    @Test
    void drawsTheCurvedNoisyCostsOfG32() {
        CostData data = USUAL.draw(2000, 42);
        assertArrayEquals(
                new double[] {-.680024722, .232253697, .293072473, -.714351418, 1.865774511},
                Arrays.copyOf(data.features().data, 5),
                5e-10);
        assertEquals(57675.151679, sum(data.costs()), 5e-7);
    }

    @Test
    void drawsG32BitForBit() {
        CostData data = USUAL.draw(2000, 42);
        assertEquals(0x93b67e15L, Bits.crcAsFloats(data.features().data));
        assertEquals(0x848f5868L, Bits.crcAsFloats(data.costs().data));
        for (double cost : data.costs().data) {
            assertEquals((float) cost, cost);
        }
    }

    @Test
    void refusesWhatIsNoLaw() {
        Grid grid = new Grid(2, 2);
        assertRefused("degree = 0", () -> new GridCosts(grid, 0, 0.5, 5));
        assertRefused("features = 0", () -> new GridCosts(grid, 4, 0.5, 0));
        assertRefused("noiseWidth = 1.5", () -> new GridCosts(grid, 4, 1.5, 5));
        assertRefused("noiseWidth = NaN", () -> new GridCosts(grid, 4, Double.NaN, 5));
        assertRefused("examples = 0", () -> USUAL.draw(0, 42));
        assertRefused("examples = 2000000000", () -> USUAL.draw(2_000_000_000, 42));
    }

    private static void assertRefused(String start, Runnable call) {
        var refusal = assertThrows(InvalidArgumentException.class, call::run);
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(start) && message.contains(". Maybe "), message);
    }

    private static double sum(DMatrixRMaj matrix) {
        return Arrays.stream(matrix.data).sum();
    }
}
