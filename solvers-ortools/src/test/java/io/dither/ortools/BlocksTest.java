package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracles.Oracles;
import io.dither.ortools.cpsat.OrToolsCpSat;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsMip;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks of programs by blocks. */
class BlocksTest {
    private static RuleResult verified(LinearOracle oracle, OracleRule rule) {
        Membership members = oracle.as(Membership.class).orElseThrow();
        RuleResult result = OracleContract.of(oracle)
                .thetas(4)
                .vertices(BruteForceOracle.zeroOne(
                        oracle.sense(),
                        oracle.dimension(),
                        y -> members.violation(y).isEmpty()))
                .verify(rule);
        assertFalse(result.isFailure(), result::toString);
        return result;
    }

    @Test
    void listedBlocksOfProgramsAreGibbsSteps() {
        LinearProgram program = RandomMip.knapsack(Sense.MAXIMIZE, 5, 2, 1);
        LinearOracle mip = Oracles.blocks(OrToolsMip.oracle(program), 4);
        for (OracleRule rule : List.of(OracleRule.WALK_STEPS, OracleRule.WALK_BALANCE)) {
            assertEquals(RuleResult.Status.PASSED, verified(mip, rule).status());
        }
    }

    @Test
    void largeBlocksAreSolvedAndSaidToBeApproximate() {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel roster = RandomModel.roster(4, 4, shifts);
        LinearOracle oracle = Oracles.blocks(OrToolsCpSat.oracle(roster, Sense.MINIMIZE, shifts), 13);
        assertEquals(
                RuleResult.Status.PASSED,
                OracleContract.of(oracle)
                        .thetas(2)
                        .verify(OracleRule.WALK_STEPS)
                        .status());
        assertFalse(oracle.as(Neighbourhood.class).orElseThrow().walk().isExact());
    }

    @Test
    void refusesWhatHasNoBlocks() {
        assertThrows(InvalidArgumentException.class, () -> Oracles.blocks(Oracles.ranking(4), 2));
        assertThrows(InvalidArgumentException.class, () -> Oracles.blocks(Oracles.argmax(4), 5));
    }
}
