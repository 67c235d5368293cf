package io.dither.experiments.generators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.random.KeyedRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridProperties {
    @Property(tries = 50, seed = "51")
    void readsWhatItWrites(
            @ForAll @IntRange(min = 2, max = 1000) int rows, @ForAll @IntRange(min = 2, max = 1000) int columns) {
        Grid grid = new Grid(rows, columns);
        assertEquals(grid, Grid.parse(grid.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "5x", "x5", "5X5", "5x5x5", "-5x5", "1x5", "5x1", "0x0", "5x1001", "5x99999999999"})
    void refusesOtherTexts(String text) {
        var refusal = assertThrows(InvalidArgumentException.class, () -> Grid.parse(text));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith("grid = '" + text + "' "), message);
        assertTrue(message.endsWith(". Maybe write it as rows x columns, like 5x5."), message);
    }

    @Property(tries = 60, seed = "52")
    void theRegisteredOracleFindsAShortestOfAllPaths(
            @ForAll @IntRange(min = 2, max = 4) int rows,
            @ForAll @IntRange(min = 2, max = 4) int columns,
            @ForAll long seed) {
        Grid grid = new Grid(rows, columns);
        LinearOracle oracle = OracleRegistry.discover().create(grid.oracle());
        double[] costs = normals(grid.arcs(), seed);
        double best = Double.POSITIVE_INFINITY;
        for (int[] path : GridPaths.all(grid)) {
            double cost = 0;
            for (int arc : path) {
                cost += costs[arc];
            }
            best = Math.min(best, cost);
        }
        assertEquals(best, inner(costs, oracle.solve(costs)), 1e-12);
        assertEquals(best, inner(costs, GridPaths.oracle(grid).solve(costs)), 1e-12);
    }

    private static double[] normals(int length, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    private static double inner(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
