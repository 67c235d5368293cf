package io.dither.ortools.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Membership;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the contract on flows, small ones against lists of all of them. */
class FlowContractTest {
    private static final FlowNetwork LARGE = FlowGraphs.random(20, 80, 4, 5);

    private static LinearOracle flow(long capacity, long p, long q, long s) {
        return OrToolsMinCostFlow.oracle(FlowGraphs.small(capacity), p, 0, q, s, -p - q - s);
    }

    private static OracleContract listed(LinearOracle oracle, long most, LinearOracle... family) {
        return OracleContract.of(oracle)
                .vertices(FlowGraphs.list((Membership) oracle, most))
                .family(List.of(family));
    }

    private static Map<String, OracleContract> contracts() {
        Map<String, OracleContract> contracts = new LinkedHashMap<>();
        // nodes by first appearance: p, h, q, s, t
        contracts.put("flow", listed(flow(2, 2, 1, -1), 2, flow(3, 1, 1, -2), flow(2, 2, 0, 0)));
        contracts.put("unit flow", listed(flow(1, 1, 0, 0), 1));
        contracts.put("large flow", OracleContract.of(OrToolsMinCostFlow.oracle(LARGE, FlowGraphs.supplies(LARGE))));
        return contracts;
    }

    @TestFactory
    Stream<DynamicTest> everyRuleIsKept() {
        return contracts().entrySet().stream()
                .flatMap(entry -> OracleContract.rules().stream()
                        .map(rule -> DynamicTest.dynamicTest(entry.getKey() + " " + rule, () -> {
                            RuleResult result = entry.getValue().verify(rule);
                            assertFalse(result.isFailure(), result::toString);
                        })));
    }

    @Test
    void listsAndFamiliesAreReallyTried() {
        for (OracleRule rule : List.of(OracleRule.BRUTE_FORCE, OracleRule.RETARGETING, OracleRule.MEMBERSHIP)) {
            RuleResult result = Objects.requireNonNull(contracts().get("flow")).verify(rule);
            assertEquals(RuleResult.Status.PASSED, result.status(), result::toString);
        }
    }
}
