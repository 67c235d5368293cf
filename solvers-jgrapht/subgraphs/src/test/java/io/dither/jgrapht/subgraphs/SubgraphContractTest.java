package io.dither.jgrapht.subgraphs;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.jgrapht.RandomGraphs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the contract for matchings, cuts, arborescences, Steiner trees and tours, with their vertices listed. */
class SubgraphContractTest {
    private final Map<String, OracleContract> contracts = new TreeMap<>();

    @TestFactory
    Stream<DynamicTest> everyOracleKeepsEveryRule() {
        for (Sense sense : Sense.values()) {
            addMatchings(sense);
            FlatGraph directed = RandomGraphs.directed(5, 14, 3);
            add(
                    "arborescence " + sense,
                    Arborescence.oracle(directed, 0, sense),
                    Vertices.arborescences(directed, 0, sense));
        }
        addCuts();
        addSteinerTrees();
        for (int n : new int[] {3, 4, 6}) {
            add("tour " + n, Tour.oracle(n), Vertices.tours(n));
        }
        return contracts.entrySet().stream().flatMap(entry -> rules(entry.getKey(), entry.getValue()));
    }

    private void add(String name, LinearOracle oracle, BruteForceOracle vertices) {
        contracts.put(name, OracleContract.of(oracle).thetas(24).vertices(vertices));
    }

    private void addMatchings(Sense sense) {
        FlatGraph sparse = FlatGraph.compile(RandomGraphs.connected(8, 14, new Random(2)));
        FlatGraph complete = FlatGraph.complete(6, 2);
        add("matching " + sense, Matching.oracle(sparse, sense, false), Vertices.matchings(sparse, sense, false));
        add(
                "complete matching " + sense,
                Matching.oracle(complete, sense, false),
                Vertices.matchings(complete, sense, false));
        add(
                "perfect matching " + sense,
                Matching.oracle(complete, sense, true),
                Vertices.matchings(complete, sense, true));
    }

    private void addCuts() {
        FlatGraph directed = RandomGraphs.directed(6, 16, 7);
        CutFamily family = new CutFamily(directed);
        contracts.put(
                "cut",
                OracleContract.of(family.between(0, 5))
                        .thetas(24)
                        .vertices(Vertices.cuts(directed, 0, 5))
                        .family(List.of(family.between(5, 0), family.between(2, 3))));
        FlatGraph undirected = directed.undirected();
        add("undirected cut", new CutFamily(undirected).between(0, 5), Vertices.cuts(undirected, 0, 5));
    }

    private void addSteinerTrees() {
        FlatGraph graph = FlatGraph.compile(RandomGraphs.connected(8, 14, new Random(4)));
        add("Steiner tree", SteinerTree.oracle(graph, List.of(1, 4, 7, 6)), Vertices.connecting(graph, 0b11010010));
        add("Steiner path", SteinerTree.oracle(graph, List.of(1, 7)), Vertices.connecting(graph, 0b10000010));
    }

    private static Stream<DynamicTest> rules(String name, OracleContract contract) {
        return OracleContract.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(name + ", " + rule, () -> {
                    RuleResult result = contract.verify(rule);
                    assertFalse(result.isFailure(), result::toString);
                }));
    }
}
