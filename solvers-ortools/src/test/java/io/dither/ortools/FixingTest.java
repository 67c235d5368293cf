package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.Oracles;
import io.dither.ortools.cpsat.OrToolsCpSat;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsMip;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Oracles whose coordinates are held at 0 and 1. */
class FixingTest {
    private static void assertKeepsEveryRule(LinearOracle whole, int[] zeros, int[] ones) {
        LinearOracle oracle = Oracles.constrained(whole, zeros, ones);
        BruteForceOracle left = BruteForceOracle.zeroOne(
                whole.sense(),
                whole.dimension(),
                y -> IntStream.of(zeros).allMatch(i -> y[i] == 0)
                        && IntStream.of(ones).allMatch(i -> y[i] == 1)
                        && ((Membership) whole).violation(y).isEmpty());
        OracleContract contract = OracleContract.of(oracle).thetas(3).vertices(left);
        for (RuleResult result : contract.verifyAll()) {
            assertFalse(result.isFailure(), result::toString);
        }
    }

    @Test
    void everyRuleOfTheContractHolds() {
        LinearProgram program = RandomMip.knapsack(Sense.MAXIMIZE, 6, 2, 1);
        assertKeepsEveryRule(OrToolsMip.oracle(program), new int[] {1}, new int[] {4});
        List<BoolVar> shifts = new ArrayList<>();
        CpModel roster = RandomModel.roster(3, 3, shifts);
        assertKeepsEveryRule(OrToolsCpSat.oracle(roster, Sense.MINIMIZE, shifts), new int[] {0}, new int[] {4});
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

        CpModel model = OrToolsCpSat.model();
        IntVar[] x = {model.newIntVar(0, 3, "x0"), model.newIntVar(0, 3, "x1")};
        model.addAllDifferent(x);
        model.minimize(LinearExpr.affine(x[0], 7, 1));
        Membership different = (Membership) OrToolsCpSat.oracle(model, Sense.MINIMIZE, List.of(x));
        assertEquals("", different.violation(new double[] {3, 0}).orElse(""));
        assertEquals(
                "no point of the constraint model has these coordinates",
                different.violation(new double[] {2, 2}).orElse(""));
        assertEquals(
                "coordinate 0 is 0.5, which is not a whole number",
                different.violation(new double[] {0.5, 2}).orElse(""));
        // what is held pays by theta, not by the model
        LinearOracle held = Oracles.constrained(different, new int[0], new int[] {0});
        assertArrayEquals(new double[] {1, 0}, held.solve(new double[] {9, 1}));
        OracleException outside = assertThrows(
                OracleException.class,
                () -> Oracles.constrained(
                                OrToolsCpSat.of(model, Sense.MINIMIZE, List.of(x))
                                        .bounds(x[0], 2, 3)
                                        .oracle(),
                                0)
                        .solve(new double[2]));
        assertEquals(OracleException.Code.INFEASIBLE, outside.code());
    }
}
