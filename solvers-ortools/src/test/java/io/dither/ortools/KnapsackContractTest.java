package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.Oracles;
import io.dither.ortools.internal.WholeNumbers;
import io.dither.ortools.network.OrToolsKnapsack;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both knapsacks, the one in plain Java and OR-Tools', against lists and each other. */
class KnapsackContractTest {
    private static final double[][] WEIGHTS = {{3, 4, 5, 2, 6, 1, 0}, {1, 4, 2, 2, 3, 5, 1}};
    private static final double[][] ONE = {{3, 4, 5, 2, 6, 1, 0}};
    private static final double[][] DECIMAL = {
        {.3, .4, .5, .2, .6, .1, 0}, {1.5, 4, 2.5, 2, 3, 5, 1}, {1, 1, 1, 1, 1, 1, 1}
    };

    private static LinearOracle orTools(double[][] weights, double... capacity) {
        long[][] whole = new long[weights.length][];
        for (int r = 0; r < whole.length; r++) {
            whole[r] = WholeNumbers.of("weights", weights[r]);
        }
        return OrToolsKnapsack.oracle(whole, WholeNumbers.of("capacity", capacity));
    }

    private static OracleContract listed(
            LinearOracle oracle, double[][] weights, double[] capacity, LinearOracle other) {
        Membership members = (Membership) Oracles.knapsack(weights, capacity);
        return OracleContract.of(oracle)
                .family(List.of(other))
                .vertices(BruteForceOracle.zeroOne(
                        Sense.MAXIMIZE, 7, y -> members.violation(y).isEmpty()));
    }

    private static Map<String, OracleContract> contracts() {
        double[] two = {9, 8};
        double[] one = {9};
        double[] three = {.9, 8, 3};
        Map<String, OracleContract> contracts = new LinkedHashMap<>();
        contracts.put("plain 1", listed(Oracles.knapsack(ONE, one), ONE, one, Oracles.knapsack(ONE, 4)));
        contracts.put(
                "plain 2", listed(Oracles.knapsack(WEIGHTS, two), WEIGHTS, two, Oracles.knapsack(WEIGHTS, 4, 30)));
        contracts.put(
                "plain 3",
                listed(Oracles.knapsack(DECIMAL, three), DECIMAL, three, Oracles.knapsack(DECIMAL, 2, 2, 2)));
        contracts.put(
                "limited", listed(Oracles.knapsack(WEIGHTS, two, 5), WEIGHTS, two, Oracles.knapsack(WEIGHTS, two, 9)));
        contracts.put(
                "timed",
                listed(
                        Oracles.deadline(Oracles.knapsack(ONE, one), 600),
                        ONE,
                        one,
                        Oracles.deadline(Oracles.knapsack(ONE, 4), 600)));
        contracts.put("ortools 1", listed(orTools(ONE, one), ONE, one, orTools(ONE, 4)));
        contracts.put("ortools 2", listed(orTools(WEIGHTS, two), WEIGHTS, two, orTools(WEIGHTS, 4, 30)));
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
        for (OracleContract contract : contracts().values()) {
            for (OracleRule rule : List.of(OracleRule.BRUTE_FORCE, OracleRule.RETARGETING)) {
                assertEquals(RuleResult.Status.PASSED, contract.verify(rule).status());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 16, 30, 60, 100})
    void theTwoAgree(int items) {
        for (int seed = 0; seed < 40; seed++) {
            KeyedRandom random = new KeyedRandom(seed);
            int rows = items > 20 ? 1 : 1 + seed % 2; // OR-Tools takes long for several rows
            double[][] weights = new double[rows][items];
            double[] capacity = new double[rows];
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < items; j++) {
                    weights[r][j] = 1 + random.nextInt(50);
                    capacity[r] += weights[r][j] / 2;
                }
                capacity[r] = Math.floor(capacity[r]);
            }
            double[] theta = LpProperties.gaussians(seed, items);
            assertArrayEquals(
                    orTools(weights, capacity).solve(theta),
                    Oracles.knapsack(weights, capacity).solve(theta),
                    0);
        }
    }

    @Test
    void theProviderIsDiscoveredAndClosedSessionsAreRefused() {
        LinearOracle oracle =
                OracleRegistry.discover().create("ortools-knapsack:weights=((3,4,5);(1,2,1)),capacity=(8,3)");
        assertArrayEquals(new double[] {1, 0, 1}, oracle.solve(new double[] {2, 3, 3.5}), 0);
        assertArrayEquals(new double[] {0, 0, 0}, oracle.solve(new double[] {0, -3, -1}), 0);
        OracleSession session = oracle.openSession();
        session.close();
        session.close();
        OracleException closed = assertThrows(OracleException.class, () -> session.solve(new double[3], new Vertex(3)));
        assertEquals(OracleException.Code.CLOSED, closed.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weights=(1,2)",
                "weights=(1,0.5),capacity=(3)",
                "weights=(1,-2),capacity=(3)",
                "weights=(1,2),capacity=(-3)",
                "weights=(1,2),capacity=(3,3)",
                "weights=((1,2);(1)),capacity=(3,3)"
            })
    void parametersThatDoNotFitAreRefused(String parameters) {
        InvalidArgumentException refusal = assertThrows(
                InvalidArgumentException.class,
                () -> OracleRegistry.discover().create("ortools-knapsack:" + parameters));
        assertTrue(String.valueOf(refusal.getMessage()).contains("Maybe"));
    }
}
