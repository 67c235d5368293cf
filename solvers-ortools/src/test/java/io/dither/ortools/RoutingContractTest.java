package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.routes.Visits;
import io.dither.ortools.cpsat.OrToolsRoutes;
import io.dither.ortools.cpsat.OrToolsTour;
import io.dither.testing.BruteForceOracle;
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

/** Every rule of the contract on tours and routes, small ones against lists of all of them. */
class RoutingContractTest {
    private static final long[] DEMANDS = {3, 1, 2};
    static final long[] TIMES = {2, 3, 4, 2, 1, 5, 3, 1, 2, 4, 5, 2};
    static final long[][] WINDOWS = {{0, 6, 1}, {4, 5, 0}, {3, 9, 2}};

    private static OracleContract listed(LinearOracle oracle) {
        return OracleContract.of(oracle)
                .thetas(4)
                .vertices(BruteForceOracle.zeroOne(
                        Sense.MINIMIZE,
                        oracle.dimension(),
                        y -> ((Membership) oracle).violation(y).isEmpty()));
    }

    private static OracleContract listed(OrToolsRoutes routes, long[] demands, long... capacities) {
        return OracleContract.of(routes)
                .thetas(6)
                .vertices(ListedRoutes.of(routes.visits(), routes.isTimed(), demands, capacities));
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
        Visits four = Visits.of(4);
        OrToolsRoutes fleet = OrToolsRoutes.of(four.routes(2, 3)).carrying(DEMANDS, 4, 1, 2);
        contracts.put("fleet", listed(fleet, DEMANDS, 4, 1, 2));
        contracts.put("searched fleet", listed(fleet.search(20), DEMANDS, 4, 1, 2));
        OrToolsRoutes all = OrToolsRoutes.of(four.routes(3, 3)).carrying(DEMANDS, 4);
        contracts.put("all vehicles", listed(all.search(10), DEMANDS, 4, 4, 4));
        OrToolsRoutes prizes = OrToolsRoutes.of(four.optional().routes(0, 2)).carrying(DEMANDS, 3, 3);
        contracts.put("prizes", listed(prizes, DEMANDS, 3, 3));
        contracts.put("searched prizes", listed(prizes.search(20), DEMANDS, 3, 3));
        Visits twice = Visits.of(5).depot("1").stops(List.of("0", "3", "3")).routes(1, 2);
        OrToolsRoutes again = OrToolsRoutes.of(twice).carrying(DEMANDS, 4);
        contracts.put("visits", listed(again, DEMANDS, 4, 4));
        contracts.put("searched visits", listed(again.search(20), DEMANDS, 4, 4));
        OrToolsRoutes left = OrToolsRoutes.of(twice.optional()).carrying(DEMANDS, 3);
        contracts.put("visits left out", listed(left, DEMANDS, 3, 3));
        OrToolsRoutes timed = OrToolsRoutes.of(four.routes(1, 2)).timed(TIMES, WINDOWS);
        contracts.put("times", listed(timed, new long[3], 0, 0));
        contracts.put("searched times", listed(timed.search(20), new long[3], 0, 0));
        Visits graph =
                Visits.along(List.of("a", "b", "c", "b", "c", "a", "d"), List.of("b", "c", "a", "a", "d", "d", "a"));
        contracts.put("graph", listed(OrToolsRoutes.of(graph.routes(1, 3)), new long[3], 0, 0, 0));
        contracts.put(
                "searched graph", listed(OrToolsRoutes.of(graph.routes(2, 2)).search(9), new long[3], 0, 0));
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
        for (String name : new String[] {
            "edges", "arcs", "routes", "fleet", "prizes", "visits", "visits left out", "times", "graph"
        }) {
            RuleResult result = Objects.requireNonNull(contracts().get(name)).verify(OracleRule.BRUTE_FORCE);
            assertEquals(RuleResult.Status.PASSED, result.status());
        }
    }
}
