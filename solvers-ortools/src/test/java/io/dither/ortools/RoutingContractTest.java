package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.ortools.cpsat.OrToolsRoutes;
import io.dither.ortools.cpsat.OrToolsTour;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the contract on tours and routes, small ones against lists of all of them. */
class RoutingContractTest {
    private static final long[] DEMANDS = {3, 1, 2};

    private static OracleContract listed(LinearOracle oracle) {
        return OracleContract.of(oracle)
                .thetas(4)
                .vertices(BruteForceOracle.zeroOne(
                        Sense.MINIMIZE,
                        oracle.dimension(),
                        y -> ((Membership) oracle).violation(y).isEmpty()));
    }

    private static Map<String, OracleContract> contracts() {
        Map<String, OracleContract> contracts = new LinkedHashMap<>();
        contracts.put("edges", listed(new OrToolsTour(5, false)));
        contracts.put("arcs", listed(new OrToolsTour(4, true)));
        contracts.put("triangle", listed(new OrToolsTour(3, false)));
        contracts.put("limited", listed(new OrToolsTour(5, false, 1e-3)));
        contracts.put("routes", listed(OrToolsRoutes.of(DEMANDS, 4, 2)));
        contracts.put("search", listed(OrToolsRoutes.of(DEMANDS, 4, 2).search(10)));
        contracts.put("one stop", listed(OrToolsRoutes.of(new long[] {1}, 1, 1).search(10)));
        long[] six = {3, 1, 2, 2, 0, 4};
        contracts.put(
                "larger search",
                OracleContract.of(OrToolsRoutes.of(six, 6, 3).search(20)).thetas(4));
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
    void whatIsListedIsReallyTried() {
        for (String name : new String[] {"edges", "arcs", "routes"}) {
            RuleResult result = Objects.requireNonNull(contracts().get(name)).verify(OracleRule.BRUTE_FORCE);
            assertEquals(RuleResult.Status.PASSED, result.status());
        }
    }
}
