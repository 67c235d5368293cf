package io.dither.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.testing.RuleResult.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;

class OracleContractTest {
    private static final FakeOracle HEALTHY = FakeOracle.like(FaultyOracles.healthy());

    @Test
    void rulesAreNumberedFromOneWithoutGaps() {
        List<OracleRule> rules = OracleContract.rules();
        for (int k = 0; k < rules.size(); k++) {
            assertEquals(k + 1, rules.get(k).number());
            assertEquals("R" + (k + 1), rules.get(k).label());
        }
    }

    @Test
    void theSameContractGivesTheSameResults() {
        assertEquals(OracleContract.check(HEALTHY), OracleContract.check(HEALTHY));
    }

    @Test
    void whatTheOracleThrowsIsAFailureOfEveryRule() {
        LinearOracle crashing = LinearOracle.of(3, theta -> {
            throw new IllegalStateException("no licence");
        });
        for (RuleResult result : OracleContract.check(crashing)) {
            boolean skipped = EnumSet.of(
                            OracleRule.FEASIBILITY,
                            OracleRule.BRUTE_FORCE,
                            OracleRule.LANES,
                            OracleRule.RETARGETING,
                            OracleRule.MEMBERSHIP,
                            OracleRule.ON_DEMAND,
                            OracleRule.WALK_STEPS,
                            OracleRule.WALK_BALANCE,
                            OracleRule.EXCHANGE)
                    .contains(result.rule());
            assertEquals(skipped ? Status.SKIPPED : Status.FAILED, result.status(), result::toString);
            assertTrue(skipped || result.message().contains("no licence"), result::toString);
        }
    }

    @Test
    void aTestThatFailsSaysWhatIsWrongAndNoMore() {
        OracleContractTests tests = () -> LinearOracle.of(3, theta -> {
            throw new IllegalStateException("no licence");
        });
        DynamicTest first = tests.rules().findFirst().orElseThrow();
        assertTrue(first.getDisplayName().startsWith("R1"), first.getDisplayName());
        String message = assertThrows(AssertionFailedError.class, first.getExecutable()::execute)
                .getMessage();
        assertTrue(message.contains("R1 ") && message.contains("no licence"), message);
        assertFalse(message.contains("expected:"), message);
    }

    @Test
    void notesAskForNamesAndMembership() {
        assertEquals(
                List.of("NamedCoordinates", "Membership"),
                OracleContract.of(HEALTHY).notes().stream()
                        .map(note -> note.substring(note.indexOf('(') + 1, note.indexOf(')')))
                        .toList());
        assertEquals(
                List.of(),
                OracleContract.of(OracleRegistry.discover().create("ranking:n=3"))
                        .notes());
    }

    @Test
    void heuristicsOweNoOptimalValues() {
        List<OracleRule> skipped =
                OracleContract.of(HEALTHY.traits(Trait.HEURISTIC))
                        .vertices(FaultyOracles.healthy())
                        .verifyAll()
                        .stream()
                        .filter(result -> result.status() == Status.SKIPPED)
                        .map(RuleResult::rule)
                        .toList();
        assertEquals(
                List.of(
                        OracleRule.CROSS_OPTIMALITY,
                        OracleRule.HOMOGENEITY,
                        OracleRule.CONVEXITY,
                        OracleRule.BRUTE_FORCE,
                        OracleRule.LANES,
                        OracleRule.RETARGETING,
                        OracleRule.MEMBERSHIP,
                        OracleRule.ON_DEMAND,
                        OracleRule.WALK_STEPS,
                        OracleRule.WALK_BALANCE,
                        OracleRule.EXCHANGE),
                skipped);
    }

    @Test
    void answersThatStateTheirGapsMayMissByThem() {
        FakeOracle early = HEALTHY.sessions(() -> (theta, vertex) -> {
            double[] blind = theta.clone();
            blind[3] = Math.min(blind[3], 0);
            FaultySessions.solve(blind, vertex);
            vertex.gap(Math.max(0, 2 * theta[3]));
        });
        OracleContract contract = OracleContract.of(early).vertices(FaultyOracles.healthy());
        for (OracleRule rule : List.of(
                OracleRule.CROSS_OPTIMALITY,
                OracleRule.HOMOGENEITY,
                OracleRule.CONVEXITY,
                OracleRule.BRUTE_FORCE,
                OracleRule.STATED_GAP)) {
            RuleResult result = contract.verify(rule);
            assertEquals(Status.PASSED, result.status(), result::toString);
        }
    }

    @Test
    void aSinglePointDoesNotTellTheSense() {
        LinearOracle point = BruteForceOracle.of(Sense.MINIMIZE, new double[][] {{1, 2}});
        assertEquals(
                Status.SKIPPED,
                OracleContract.of(point).verify(OracleRule.SENSE).status());
    }

    @Test
    void solversWithTolerancesOfTheirOwnAreAllowedThem() {
        FakeOracle sloppy = HEALTHY.sessions(() -> (theta, vertex) -> {
            double[] rounded = theta.clone();
            rounded[3] *= 0.95;
            FaultySessions.solve(rounded, vertex);
        });
        OracleContract contract = OracleContract.of(sloppy).thetas(400);
        assertTrue(contract.verify(OracleRule.CROSS_OPTIMALITY).isFailure());
        assertFalse(contract.tolerance(0.05).verify(OracleRule.CROSS_OPTIMALITY).isFailure());
    }

    @Test
    void verticesOfAnotherDimensionAreRefused() {
        OracleContract contract = OracleContract.of(LinearOracle.of(3, theta -> theta));
        assertThrows(InvalidArgumentException.class, () -> contract.vertices(FaultyOracles.healthy()));
        assertThrows(InvalidArgumentException.class, () -> contract.family(List.of(HEALTHY)));
    }

    @Test
    void walksHaveNoConstants() {
        RuleResult result = FaultyWalks.withOffset().verify(OracleRule.WALK_STEPS);
        assertEquals(Status.PASSED, result.status(), result::toString);
    }

    @Test
    void aFewThetasTellTheSense() {
        for (int thetas : new int[] {2, 4, 8}) {
            RuleResult result = OracleContract.of(HEALTHY).thetas(thetas).verify(OracleRule.SENSE);
            assertEquals(Status.PASSED, result.status(), result::toString);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSessionThatCannotBeOpenedOnOneThreadIsAFailure() {
        AtomicInteger opened = new AtomicInteger();
        FakeOracle limited = HEALTHY.sessions(() -> {
            if (opened.incrementAndGet() == 4) {
                throw new IllegalStateException("no licence");
            }
            return FaultyOracles.healthy().openSession();
        });
        RuleResult result = OracleContract.of(limited).verify(OracleRule.CONCURRENCY);
        assertEquals(Status.FAILED, result.status(), result::toString);
        assertTrue(result.message().contains("no licence"), result::toString);
    }

    @Test
    void aResultReadsAsOneLine() {
        RuleResult result = OracleContract.of(HEALTHY).thetas(20).verify(OracleRule.SHAPE);
        assertEquals("R1  passed  shape: 20 thetas", result.toString());
    }
}
