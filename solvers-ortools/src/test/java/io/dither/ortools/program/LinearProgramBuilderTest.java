package io.dither.ortools.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LinearProgramBuilderTest {
    private static LinearProgramBuilder two() {
        return LinearProgram.builder(Sense.MINIMIZE).variables(2, 0, 1);
    }

    private static void assertRefused(String named, Executable bad) {
        String message =
                String.valueOf(assertThrows(InvalidArgumentException.class, bad).getMessage());
        assertTrue(message.contains(named) && message.contains("Maybe"), message);
    }

    @Test
    void badBoundsAreRefused() {
        assertRefused("[2.0, 1.0] of variable 2", () -> two().variable(2, 1));
        assertRefused("NaN", () -> two().variable(Double.NaN, 1));
        assertRefused("variable 2", () -> two().variable(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertRefused("constraint 0", () -> two().constraint(2, new double[] {1, 1}, 1));
    }

    @Test
    void badCoefficientsAreRefused() {
        assertRefused("length 3, not 2", () -> two().constraint(0, new double[3], 1));
        assertRefused("coefficients[1]", () -> two().constraint(0, new double[] {1, Double.NaN}, 1));
        assertRefused("index 2", () -> two().constraint(0, new int[] {2}, new double[] {1}, 1));
        assertRefused("index -1", () -> two().constraint(0, new int[] {-1}, new double[] {1}, 1));
        assertRefused("twice", () -> two().constraint(0, new int[] {1, 1}, new double[] {1, 1}, 1));
        assertRefused("offset", () -> two().offset(Double.NaN));
        assertRefused("OFFSET", () -> two().promise(Trait.OFFSET));
        assertRefused("iterations = 0", () -> OrToolsLp.oracle(two().build(), 0));
        assertRefused("empty", () -> LinearProgram.builder(Sense.MINIMIZE).build());
    }

    @Test
    void theProgramDoesNotSeeLaterChanges() {
        double[] row = {1, 1};
        LinearProgramBuilder builder = two().constraint(1, row, 1).objective(3, 4);
        LinearProgram program = builder.build();
        row[0] = 9;
        builder.variable(0, 5).constraint(0, new double[] {1, 1, 1}, 9).promise(Trait.ZERO_ONE);
        assertEquals(2, program.dimension());
        assertEquals(1, program.rows());
        assertEquals(Set.of(), program.traits());
        assertArrayEquals(new double[] {3, 4}, program.objective());
        assertArrayEquals(new double[] {0, 1}, OrToolsLp.oracle(program).solve(new double[] {2, 1}), 0);
    }

    @Test
    void theExampleOfTheReadmeGivesItsAnswer() {
        LinearProgram program = LinearProgram.builder(Sense.MAXIMIZE)
                .variables(6, 0, 1)
                .constraint(1, new double[] {1, 1, 1, 0, 0, 0}, 1)
                .constraint(1, new double[] {0, 0, 0, 1, 1, 1}, 1)
                .constraint(0, new int[] {0, 3}, new double[] {1, 1}, 1)
                .constraint(0, new int[] {1, 4}, new double[] {1, 1}, 1)
                .constraint(0, new int[] {2, 5}, new double[] {1, 1}, 1)
                .promise(Trait.ZERO_ONE)
                .promise(Trait.CONSTANT_SUM)
                .build();
        double[] y = OrToolsLp.oracle(program).solve(new double[] {5, 1, 2, 6, 4, 0});
        assertArrayEquals(new double[] {1, 0, 0, 0, 1, 0}, y, 0);
    }

    @Test
    void anotherSenseSharesTheRows() {
        LinearProgram program = two().constraint(1, new double[] {1, 1}, 1)
                .build()
                .with(Sense.MAXIMIZE)
                .with(Trait.ZERO_ONE);
        assertEquals(Set.of(Trait.ZERO_ONE), OrToolsLp.oracle(program).traits());
        assertArrayEquals(new double[] {1, 0}, OrToolsLp.oracle(program).solve(new double[] {2, 1}), 0);
    }
}
