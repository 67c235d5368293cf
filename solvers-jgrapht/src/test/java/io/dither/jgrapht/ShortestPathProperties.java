package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertSameValue;
import static io.dither.jgrapht.Answers.byCoordinate;
import static io.dither.jgrapht.Answers.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Domain;
import io.dither.oracle.Trait;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.alg.shortestpath.BellmanFordShortestPath;
import org.jgrapht.graph.AsWeightedGraph;
import org.jgrapht.graph.DefaultEdge;

/** Shortest paths on random graphs of several shapes. */
class ShortestPathProperties {
    @Property(seed = "1", tries = 300)
    void enumerationFindsNothingCheaper(
            @ForAll Shape shape, @ForAll WeightsOn on, @ForAll @IntRange(min = 2, max = 6) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(sparse(shape), n, random);
        GraphOracle oracle = ShortestPath.oracle(graph, 0, n - 1, on);
        double[] theta = theta(oracle, random);
        assertSameValue(BruteForce.path(graph, 0, n - 1, byCoordinate(oracle, theta), on), value(oracle, theta));
    }

    /** Enumeration of a dense multigraph takes too long. */
    private static Shape sparse(Shape shape) {
        return switch (shape) {
            case DIRECTED_DENSE -> Shape.DIRECTED;
            case UNDIRECTED_DENSE -> Shape.UNDIRECTED;
            default -> shape;
        };
    }

    @Property(seed = "2", tries = 300)
    void bothAlgorithmsAgree(
            @ForAll Shape shape, @ForAll WeightsOn on, @ForAll @IntRange(min = 2, max = 60) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(shape, n, random);
        GraphOracle flat = ShortestPath.oracle(graph, 0, n - 1, on);
        GraphOracle jgrapht = JgraphtReference.path(FlatGraph.compile(graph), 0, n - 1, on);
        double[] theta = theta(flat, random);
        assertSameValue(value(jgrapht, theta), value(flat, theta));
        assertEquals(jgrapht.coordinates(), flat.coordinates());
    }

    @Property(seed = "3", tries = 200)
    void coordinatesAreTheEdgesOfTheUsersGraph(
            @ForAll Shape shape, @ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(shape, n, random);
        GraphOracle oracle = ShortestPath.oracle(graph, 0, n - 1, WeightsOn.EDGES);
        assertEquals(List.copyOf(graph.edgeSet()), oracle.coordinates());
        double[] theta = theta(oracle, random);
        Map<Object, Double> costs = byCoordinate(oracle, theta);
        // a sign is only possible where no cycle can be negative
        var weighted = new AsWeightedGraph<>(graph, costs::get, false, false);
        double expected = new BellmanFordShortestPath<>(weighted, Double.MIN_VALUE).getPathWeight(0, n - 1);
        assertSameValue(expected, value(oracle, theta));
    }

    @Property(seed = "4", tries = 300)
    void answersArePathsWithoutCycles(
            @ForAll Shape shape, @ForAll WeightsOn on, @ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(shape, n, random);
        GraphOracle oracle = ShortestPath.oracle(graph, 0, n - 1, on);
        double[] y = oracle.solve(theta(oracle, random));
        Set<Object> chosen = new HashSet<>();
        for (int i = 0; i < y.length; i++) {
            assertTrue(y[i] == 0 || y[i] == 1);
            if (y[i] == 1) {
                chosen.add(oracle.coordinates().get(i));
            }
        }
        assertTrue(on == WeightsOn.EDGES ? isPath(graph, chosen, n) : chosen.containsAll(Set.of(0, n - 1)));
    }

    /** Walks along the chosen edges from 0 and uses each of them once. */
    private static boolean isPath(Graph<Integer, DefaultEdge> graph, Set<Object> chosen, int n) {
        int at = 0;
        Set<Object> left = new HashSet<>(chosen);
        while (at != n - 1) {
            int from = at;
            List<DefaultEdge> next =
                    graph.outgoingEdgesOf(at).stream().filter(left::contains).toList();
            if (next.size() != 1) {
                return false;
            }
            left.remove(next.get(0));
            int tail = graph.getEdgeSource(next.get(0));
            at = tail == from ? graph.getEdgeTarget(next.get(0)) : tail;
        }
        return left.isEmpty();
    }

    @Property(seed = "5", tries = 50)
    void onlyAcyclicGraphsTakeAnyCosts(@ForAll Shape shape, @ForAll WeightsOn on, @ForAll long seed) {
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(shape, 10, new Random(seed));
        if (shape != Shape.ACYCLIC) {
            graph.addEdge(9, 0);
        }
        GraphOracle oracle = ShortestPath.oracle(graph, 0, 9, on);
        assertEquals(shape == Shape.ACYCLIC, oracle.domain().isEverywhere());
        assertEquals(Set.of(Trait.ZERO_ONE), oracle.traits());
    }

    @Property(seed = "6", tries = 100)
    void scalingCostsKeepsThePath(@ForAll Shape shape, @ForAll WeightsOn on, @ForAll long seed) {
        Random random = new Random(seed);
        GraphOracle oracle = ShortestPath.oracle(RandomGraphs.graph(shape, 30, random), 0, 29, on);
        double[] theta = theta(oracle, random);
        double[] doubled = theta.clone();
        for (int i = 0; i < theta.length; i++) {
            doubled[i] *= 2;
        }
        assertArrayEquals(oracle.solve(theta), oracle.solve(doubled));
    }

    private static double[] theta(GraphOracle oracle, Random random) {
        Domain domain = oracle.domain();
        return RandomGraphs.theta(oracle.dimension(), domain.isEverywhere(), random);
    }
}
