package io.dither.localsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracles.Oracles;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks by blocks. */
class BlocksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "blocks:of=(assignment:n=3),size=4",
                "blocks:of=(knapsack:weights=((3,4,5,2)),capacity=(8)),size=3",
                "blocks:of=(knapsack:weights=((3,4,5,2,4);(1,2,1,3,1)),capacity=(8,4)),size=4"
            })
    void listedBlocksAreGibbsSteps(String text) {
        LinearOracle oracle = OracleRegistry.discover().create(text);
        Membership members = oracle.as(Membership.class).orElseThrow();
        OracleContract contract = OracleContract.of(oracle)
                .vertices(BruteForceOracle.zeroOne(
                        oracle.sense(),
                        oracle.dimension(),
                        y -> members.violation(y).isEmpty()));
        for (RuleResult result : contract.verifyAll()) {
            assertFalse(result.isFailure(), result::toString);
        }
        for (OracleRule rule : List.of(OracleRule.WALK_STEPS, OracleRule.WALK_BALANCE)) {
            assertEquals(RuleResult.Status.PASSED, contract.verify(rule).status());
        }
    }

    @Test
    void largeBlocksAreSolvedAndSaidToBeApproximate() {
        LinearOracle oracle = Blocks.of(Oracles.assignment(4, 4, Sense.MINIMIZE), 13);
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
        assertThrows(InvalidArgumentException.class, () -> Blocks.of(Oracles.ranking(4), 2));
        assertThrows(InvalidArgumentException.class, () -> Blocks.of(Oracles.argmax(4), 5));
    }
}
