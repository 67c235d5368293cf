package io.dither.ortools.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.routes.Visits;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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
                .thetas(4)
                .vertices(ListedRoutes.of(routes.visits(), routes.isTimed(), demands, capacities));
    }

    private static BruteForceOracle degrees(int places, int least, int most, boolean loops) {
        int arcs = places * (places - 1);
        return BruteForceOracle.zeroOne(Sense.MINIMIZE, loops ? arcs + places - 1 : arcs, point -> {
            double[] in = new double[places];
            double[] out = new double[places];
            for (int k = 0, from = 0; from < places; from++) {
                for (int to = 0; to < places; to++) {
                    double count = from != to ? point[k++] : loops && from > 0 ? point[arcs + from - 1] : 0;
                    out[from] += count;
                    in[to] += count;
                }
            }
            return out[0] >= least
                    && out[0] <= most
                    && Arrays.stream(out, 1, places).sum() == places - 1
                    && IntStream.range(0, places).allMatch(i -> in[i] == out[i] && (i == 0 || in[i] == 1));
        });
    }

    private static Map<String, OracleContract> contracts() {
        Map<String, OracleContract> contracts = new LinkedHashMap<>();
        degreeAssignments(contracts);
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

    private static void degreeAssignments(Map<String, OracleContract> contracts) {
        OracleRegistry registry = OracleRegistry.discover();
        Map.of(
                        "degree-assignment:places=4", degrees(4, 1, 1, false),
                        "degree-assignment:places=4,vehicles=2", degrees(4, 2, 2, false),
                        "degree-assignment:places=4,vehicles=3,least=0,optional=true", degrees(4, 0, 3, true))
                .forEach((text, vertices) -> contracts.put(
                        text, OracleContract.of(registry.create(text)).vertices(vertices)));
        for (String text : List.of(
                "degree-assignment:places=5,degree=2",
                "degree-assignment:places=(a,b,c,d,e),stops=(b,d,b),depot=c,vehicles=2,least=1,optional=true",
                "degree-assignment:places=20,vehicles=4")) {
            contracts.put(text, OracleContract.of(registry.create(text)));
        }
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
            "degree-assignment:places=4,vehicles=2",
            "edges",
            "arcs",
            "routes",
            "fleet",
            "prizes",
            "visits",
            "visits left out",
            "times",
            "graph"
        }) {
            RuleResult result = Objects.requireNonNull(contracts().get(name)).verify(OracleRule.BRUTE_FORCE);
            assertEquals(RuleResult.Status.PASSED, result.status());
        }
    }
}
