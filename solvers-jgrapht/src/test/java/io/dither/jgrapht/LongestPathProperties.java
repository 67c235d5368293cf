package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static io.dither.jgrapht.Answers.assertSameValue;
import static io.dither.jgrapht.Answers.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Sense;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.alg.shortestpath.AllDirectedPaths;
import org.jgrapht.graph.DefaultEdge;

/** Longest paths against enumeration and shortest paths. */
class LongestPathProperties {
    @Property(seed = "10", tries = 100)
    void theLongestPathIsTheShortestOfTheNegative(
            @ForAll @IntRange(min = 2, max = 30) int n, @ForAll WeightsOn on, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(Shape.ACYCLIC, n, random);
        GraphOracle longest = LongestPath.oracle(graph, 0, n - 1, on);
        GraphOracle shortest = JgraphtReference.path(FlatGraph.compile(graph), 0, n - 1, on);
        double[] theta = RandomGraphs.theta(longest.dimension(), true, random);
        double[] negative = Arrays.stream(theta).map(t -> -t).toArray();
        assertSameValue(-value(shortest, negative), value(longest, theta));
        assertEquals(Sense.MAXIMIZE, longest.sense());
    }

    @Example
    void everyRuleOfTheContractHolds() {
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(Shape.ACYCLIC, 8, new Random(5));
        List<?> edges = List.copyOf(graph.edgeSet());
        double[][] paths = new AllDirectedPaths<>(graph)
                .getAllPaths(0, 7, true, null).stream()
                        .map(path -> edges.stream()
                                .mapToDouble(edge -> path.getEdgeList().contains(edge) ? 1 : 0)
                                .toArray())
                        .toArray(double[][]::new);
        OracleContract contract = OracleContract.of(LongestPath.oracle(graph, 0, 7, WeightsOn.EDGES))
                .thetas(24)
                .vertices(BruteForceOracle.of(Sense.MAXIMIZE, paths));
        for (RuleResult result : contract.verifyAll()) {
            assertFalse(result.isFailure(), result::toString);
        }
    }

    @Example
    void cyclesAreRefused() {
        Graph<Integer, DefaultEdge> cycle = RandomGraphs.graph(Shape.DIRECTED, 5, new Random(1));
        assertMessage(
                assertThrows(InvalidArgumentException.class, () -> LongestPath.oracle(cycle, 0, 4, WeightsOn.EDGES)),
                "has a cycle");
    }
}
