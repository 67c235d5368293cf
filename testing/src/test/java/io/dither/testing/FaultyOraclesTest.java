package io.dither.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.testing.FaultyOracles.Fault;
import io.dither.testing.RuleResult.Status;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FaultyOraclesTest {
    @TestFactory
    Stream<DynamicTest> eachFaultIsCaughtByTheRuleThatNamesIt() {
        return FaultyOracles.all().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.toString(), () -> {
                    RuleResult result = fault.contract().verify(fault.caughtBy());
                    assertEquals(Status.FAILED, result.status(), result::toString);
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachFaultIsCaughtWithOtherThetasToo() {
        return FaultyOracles.all().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.toString(), () -> {
                    RuleResult result = fault.contract().seed(2026).verify(fault.caughtBy());
                    assertEquals(Status.FAILED, result.status(), result::toString);
                }));
    }

    @Test
    void everyRuleHasAFaultThatItCatches() {
        Set<OracleRule> caught =
                FaultyOracles.all().stream().map(Fault::caughtBy).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(OracleRule.class), caught);
    }

    @Test
    void aFailureNamesTheThetaAndTheSeedThatShowIt() {
        Fault fault = FaultyOracles.all().get(1);
        String message = fault.contract().seed(77).verify(fault.caughtBy()).message();
        assertTrue(message.matches("theta \\d+ of seed 77 \\([a-z]+\\), \\[.*\\]: y\\[1\\] = NaN"), message);
    }

    @Test
    void theHealthyOracleKeepsEveryRule() {
        FakeOracle withLanes = FakeOracle.like(FaultyOracles.healthy()).sessions(() -> new FaultySessions.Lanes(null));
        OracleContract contract =
                OracleContract.of(withLanes).vertices(FaultyOracles.healthy()).feasible(point -> point.length == 4);
        for (OracleRule rule : OracleRule.values()) {
            OracleContract capable = switch (rule) {
                case RETARGETING, MEMBERSHIP -> FaultyCapabilities.family("");
                case ON_DEMAND -> FaultyAsking.contract("");
                case EXCHANGE -> FaultyCapabilities.alike(1, y -> true);
                case WALK_STEPS, WALK_BALANCE -> FaultyWalks.contract("");
                default -> contract;
            };
            RuleResult result = capable.verify(rule);
            assertEquals(Status.PASSED, result.status(), result::toString);
        }
    }
}
