package io.dither.experiments.warcraft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dither.experiments.deep.Torch;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SymmetryTest {
    private static final LinearOracle FOUR = OracleRegistry.discover().create("jgrapht-grid-path:rows=4,cols=4");

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, 1 2 3 4 5 6 7 8 9",
        "TRANSPOSED, 1 4 7 2 5 8 3 6 9",
        "TURNED, 9 8 7 6 5 4 3 2 1",
        "TRANSPOSED_AND_TURNED, 9 6 3 8 5 2 7 4 1"
    })
    void movesByHand(Symmetry symmetry, String expected) {
        try (NDManager scope = Torch.start(1).newBaseManager()) {
            NDArray cells = scope.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, new Shape(1, 3, 3));
            assertEquals(expected, text(symmetry.of(cells)));
            assertEquals(expected, text(symmetry.of(cells.reshape(1, 1, 3, 3))));
        }
    }

    private static String text(NDArray cells) {
        StringBuilder text = new StringBuilder();
        for (float value : cells.toFloatArray()) {
            text.append(text.isEmpty() ? "" : " ").append((int) value);
        }
        return text.toString();
    }

    /** With costs drawn from a continuum no two paths cost the same, so the moved path is the path of the moved costs. */
    @ParameterizedTest
    @EnumSource
    void cheapestPathsStayCheapest(Symmetry symmetry) {
        double[] costs = new double[16];
        float[] floats = new float[16];
        float[] path = new float[16];
        for (int seed = 0; seed < 20; seed++) {
            var random = new io.dither.random.KeyedRandom(seed);
            for (int i = 0; i < 16; i++) {
                floats[i] = (float) (1 + random.nextDouble());
                costs[i] = floats[i];
            }
            double[] solved = FOUR.solve(costs);
            for (int i = 0; i < 16; i++) {
                path[i] = (float) solved[i];
            }
            assertArrayEquals(moved(symmetry, path), FOUR.solve(moved(symmetry, floats)));
        }
    }

    private static double[] moved(Symmetry symmetry, float[] cells) {
        try (NDManager scope = Torch.start(1).newBaseManager()) {
            float[] values =
                    symmetry.of(scope.create(cells, new Shape(1, 4, 4))).toFloatArray();
            double[] doubles = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                doubles[i] = values[i];
            }
            return doubles;
        }
    }

    @Test
    void aStepDecidesAndAllOccur() {
        Set<Symmetry> seen = EnumSet.noneOf(Symmetry.class);
        for (int step = 0; step < 40; step++) {
            assertEquals(Symmetry.pick(1, step), Symmetry.pick(1, step));
            seen.add(Symmetry.pick(1, step));
        }
        assertTrue(seen.containsAll(EnumSet.allOf(Symmetry.class)), seen.toString());
    }
}
