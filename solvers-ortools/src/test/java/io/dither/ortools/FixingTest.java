package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.Oracles;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsMip;
import org.junit.jupiter.api.Test;

/** Oracles whose coordinates are held at 0 and 1. */
class FixingTest {
    @Test
    void everyRuleOfTheContractHolds() {
        LinearProgram program = RandomMip.knapsack(Sense.MAXIMIZE, 6, 2, 1);
        Fixing.assertKeepsEveryRule(OrToolsMip.oracle(program), new int[] {1}, new int[] {4});
    }

    /** Open two plants or not, make up to 5 each; theta weighs what they make, and the fixed costs are kept. */
    private static LinearOracle plants() {
        LinearProgram program = LinearProgram.builder(Sense.MINIMIZE)
                .variables(2, 0, 9)
                .integers(2, 0, 1)
                .constraint(-9, new double[] {1, 0, -5, 0}, 0)
                .constraint(-9, new double[] {0, 1, 0, -5}, 0)
                .constraint(6, new double[] {1, 1, 0, 0}, 9)
                .objective(0, 0, 10, 3)
                .build();
        return OrToolsMip.of(program).coordinates(0, 1).oracle();
    }

    @Test
    void membershipIsFoundOutByASolve() {
        Membership plants = (Membership) plants();
        assertEquals("", plants.violation(new double[] {1, 5}).orElse(""));
        assertEquals("", plants.violation(new double[] {5, 1 + 1e-9}).orElse(""));
        String none = "no point of the mixed-integer program has these coordinates";
        assertEquals(none, plants.violation(new double[] {0.5, 5}).orElse(""));
        assertEquals(none, plants.violation(new double[] {6, 3}).orElse(""));
        assertEquals(none, plants.violation(new double[] {-1, 9}).orElse(""));
        assertArrayEquals(
                new double[] {1, 5},
                Oracles.constrained(plants, new int[0], new int[] {0}).solve(new double[] {1, 2}),
                1e-9);
    }
}
