package io.dither.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Membership;
import io.dither.plugin.PluginSpec;
import io.dither.testing.RuleResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BuiltInOraclesTest {
    private static final OracleRegistry REGISTRY = OracleRegistry.discover();

    /** Small ones with all their vertices. */
    private static final Map<String, BruteForceOracle> LISTED = new TreeMap<>(Map.ofEntries(
            Map.entry("argmax:n=1", zeroOne(Sense.MAXIMIZE, 1, 1)),
            Map.entry("argmax:n=5", zeroOne(Sense.MAXIMIZE, 5, 1)),
            Map.entry("top-k:n=6,k=2", zeroOne(Sense.MAXIMIZE, 6, 2)),
            Map.entry("nearest-neighbours:n=6,k=3", zeroOne(Sense.MINIMIZE, 6, 3)),
            Map.entry("hypercube:n=5", BruteForceOracle.zeroOne(Sense.MAXIMIZE, 5, point -> true)),
            Map.entry("assignment:n=1", zeroOne(Sense.MINIMIZE, 1, 1)),
            Map.entry("assignment:n=3", assignments(Sense.MINIMIZE, 3, 3)),
            Map.entry("assignment:rows=2,cols=4,sense=maximize", assignments(Sense.MAXIMIZE, 2, 4)),
            Map.entry("assignment:rows=4,cols=2", assignments(Sense.MINIMIZE, 4, 2)),
            Map.entry(
                    "points:of=((0,1,2);(-1,3,0.5);(2,-2,2)),sense=minimize",
                    BruteForceOracle.of(Sense.MINIMIZE, new double[][] {{0, 1, 2}, {-1, 3, 0.5}, {2, -2, 2}})),
            Map.entry("points:of=((1,0);(0,1))", zeroOne(Sense.MAXIMIZE, 2, 1)),
            Map.entry(
                    "constrained:of=(points:of=((1,0,1,0);(0,1,0,1);(0,0,1,1);(1,0,0,0))),zeros=(1)",
                    BruteForceOracle.of(Sense.MAXIMIZE, new double[][] {{1, 0, 1, 0}, {0, 0, 1, 1}, {1, 0, 0, 0}})),
            Map.entry("sign:n=4", signs()),
            Map.entry("ranking:n=4", ranks(Sense.MAXIMIZE, 4)),
            Map.entry("ranking:n=4,order=descending", ranks(Sense.MINIMIZE, 4)),
            Map.entry("negate:of=(top-k:n=5,k=2)", zeroOne(Sense.MINIMIZE, 5, 2)),
            Map.entry("product:of=(argmax:n=3;top-k:n=4,k=3)", zeroOne(Sense.MAXIMIZE, 7, point -> {
                return sum(point, 0, 3) == 1 && sum(point, 3, 7) == 3;
            })),
            Map.entry(
                    "affine:of=(argmax:n=3),scale=(2,-1,3),shift=(0,0.5,-4)",
                    BruteForceOracle.of(
                            Sense.MAXIMIZE, new double[][] {{2, 0, 0}, {0, -1, 0}, {0, 0, 3}}, new double[] {0, 0.5, -4
                            }))));

    /** Larger and nested ones. */
    private static final List<String> OTHERS = List.of(
            "argmax:n=200",
            "top-k:n=64,k=64",
            "nearest-neighbours:n=50,k=7",
            "ranking:n=40",
            "ranking:n=1,order=descending",
            "sign:n=30",
            "assignment:n=12,sense=maximize",
            "assignment:rows=7,cols=20",
            "product:of=(assignment:n=4,sense=maximize;sign:n=3)",
            "hypercube:n=30",
            "negate:of=(negate:of=(ranking:n=9))",
            "product:of=(ranking:n=4;negate:of=(nearest-neighbours:n=6,k=2);sign:n=3)",
            "affine:of=(ranking:n=6,order=descending),scale=-0.5,shift=(1,2,3,4,5,6)",
            "affine:of=(hypercube:n=8),scale=3",
            "knapsack:weights=((3,4,5,2);(1,2,1,3)),capacity=(8,4)");

    @TestFactory
    Stream<DynamicTest> everyBuiltInOracleKeepsEveryRule() {
        Map<String, OracleContract> contracts = new TreeMap<>();
        LISTED.forEach((spec, vertices) -> contracts.put(spec, contract(spec).vertices(vertices)));
        OTHERS.forEach(spec -> contracts.put(spec, contract(spec)));
        return contracts.entrySet().stream()
                .flatMap(entry -> OracleContract.rules().stream()
                        .map(rule -> DynamicTest.dynamicTest(entry.getKey() + " " + rule, () -> {
                            RuleResult result = entry.getValue().verify(rule);
                            assertFalse(result.isFailure(), result::toString);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> whatIsListedIsReallyTried() {
        return LISTED.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    OracleContract contract = contract(entry.getKey()).vertices(entry.getValue());
                    assertEquals(
                            Status.PASSED,
                            contract.verify(OracleRule.BRUTE_FORCE).status());
                    assertNotEquals(
                            Status.SKIPPED,
                            contract.verify(OracleRule.FEASIBILITY).status());
                    boolean tells =
                            REGISTRY.create(entry.getKey()).as(Membership.class).isPresent();
                    assertEquals(
                            tells ? Status.PASSED : Status.SKIPPED,
                            contract.verify(OracleRule.MEMBERSHIP).status());
                }));
    }

    @TestFactory
    Stream<DynamicTest> noTraitIsForgotten() {
        return LISTED.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    LinearOracle oracle = REGISTRY.create(entry.getKey());
                    boolean zeroOne = entry.getValue().traits().contains(Trait.ZERO_ONE);
                    assertEquals(zeroOne, oracle.traits().contains(Trait.ZERO_ONE));
                }));
    }

    @Test
    void everyProviderOnTheClassPathIsTried() {
        List<String> specs = new ArrayList<>(LISTED.keySet());
        specs.addAll(OTHERS);
        assertEquals(
                REGISTRY.registrations().stream()
                        .map(registration -> registration.provider().id())
                        .collect(Collectors.toSet()),
                specs.stream().map(spec -> PluginSpec.parse(spec).id()).collect(Collectors.toSet()));
    }

    private static OracleContract contract(String spec) {
        return OracleContract.of(REGISTRY.create(spec));
    }

    private static BruteForceOracle zeroOne(Sense sense, int n, int ones) {
        return zeroOne(sense, n, point -> sum(point, 0, n) == ones);
    }

    private static BruteForceOracle zeroOne(Sense sense, int n, Predicate<double[]> feasible) {
        return BruteForceOracle.zeroOne(sense, n, feasible);
    }

    /** As many pairs as there can be, no row and no column in two of them. */
    private static BruteForceOracle assignments(Sense sense, int rows, int columns) {
        return zeroOne(sense, rows * columns, point -> {
            double pairs = 0;
            double most = 0;
            for (int i = 0; i < rows; i++) {
                pairs += sum(point, i * columns, (i + 1) * columns);
                most = Math.max(most, sum(point, i * columns, (i + 1) * columns));
            }
            for (int j = 0; j < columns; j++) {
                double column = 0;
                for (int i = 0; i < rows; i++) {
                    column += point[i * columns + j];
                }
                most = Math.max(most, column);
            }
            return most == 1 && pairs == Math.min(rows, columns);
        });
    }

    /** An arc into and out of each place but the first, which has as many as there are routes; loops come last. */
    private static double sum(double[] point, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += point[i];
        }
        return sum;
    }

    private static BruteForceOracle signs() {
        double[][] points = new double[16][4];
        for (int k = 0; k < 16; k++) {
            for (int i = 0; i < 4; i++) {
                points[k][i] = 2 * (k >> i & 1) - 1;
            }
        }
        return BruteForceOracle.of(Sense.MAXIMIZE, points);
    }

    private static BruteForceOracle ranks(Sense sense, int n) {
        List<double[]> permutations = new ArrayList<>();
        collect(new double[n], 0, permutations);
        return BruteForceOracle.of(sense, permutations.toArray(new double[0][]));
    }

    /** Puts rank after rank into each place that is still 0; rank 0 keeps the last one. */
    private static void collect(double[] ranks, int placed, List<double[]> permutations) {
        if (placed == ranks.length - 1) {
            permutations.add(ranks.clone());
            return;
        }
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == 0) {
                ranks[i] = placed + 1;
                collect(ranks, placed + 1, permutations);
                ranks[i] = 0;
            }
        }
    }
}
