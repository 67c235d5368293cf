package io.dither.jgrapht;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleContractTests;
import io.dither.testing.RuleResult;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the oracle contract for every kind of oracle of this module; the grid with one test a rule. */
class ContractTest implements OracleContractTests {
    private final GraphOracle grid = GridPath.cells(4, 5, 8);

    @Override
    public LinearOracle oracle() {
        return grid;
    }

    @TestFactory
    Stream<DynamicTest> everyOracleKeepsEveryRule() {
        Map<String, GraphOracle> oracles = new TreeMap<>();
        addPaths(oracles);
        oracles.put("arcs", GridPath.arcs(5, 5));
        oracles.put("cells, 4 neighbours", GridPath.cells(3, 4, 4));
        oracles.put("cells, 8 neighbours", GridPath.cells(6, 7, 8));
        oracles.put("one cell", GridPath.cells(1, 1, 8));
        for (Sense sense : Sense.values()) {
            oracles.put("complete " + sense, SpanningTree.complete(7, sense));
            oracles.put(
                    "sparse tree " + sense, SpanningTree.oracle(RandomGraphs.connected(12, 20, new Random(3)), sense));
        }
        return oracles.entrySet().stream().flatMap(entry -> rules(entry.getKey(), entry.getValue()));
    }

    private static void addPaths(Map<String, GraphOracle> oracles) {
        for (Shape shape : Shape.values()) {
            for (WeightsOn on : WeightsOn.values()) {
                oracles.put(
                        "path " + shape + on,
                        ShortestPath.oracle(RandomGraphs.graph(shape, 15, new Random(5)), 0, 14, on));
                FlatGraph graph = FlatGraph.compile(RandomGraphs.graph(shape, 15, new Random(5)));
                oracles.put("path around zones " + shape + on, new PathFamily(graph.closedBelow(4), on).oracle(0, 14));
            }
        }
    }

    private static Stream<DynamicTest> rules(String name, GraphOracle oracle) {
        OracleContract contract = OracleContract.of(oracle).thetas(8);
        return OracleContract.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(name + ", " + rule, () -> {
                    RuleResult result = contract.verify(rule);
                    assertFalse(result.isFailure(), result::toString);
                }));
    }
}
