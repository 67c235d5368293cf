package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static io.dither.jgrapht.Answers.assertSameValue;
import static io.dither.jgrapht.Answers.byCoordinate;
import static io.dither.jgrapht.Answers.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.Algorithm;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.alg.shortestpath.BellmanFordShortestPath;
import org.jgrapht.graph.AsWeightedGraph;
import org.jgrapht.graph.DefaultEdge;

/** The flat Bellman-Ford kernel against Dijkstra, JGraphT and enumeration. */
class BellmanFordProperties {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Property(seed = "1", tries = 200)
    void nonnegativeCostsAreThoseOfDijkstra(
            @ForAll Shape shape, @ForAll WeightsOn on, @ForAll @IntRange(min = 2, max = 60) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(shape, n, random);
        GraphOracle flat = ShortestPath.oracle(graph, 0, n - 1, on);
        GraphOracle bellmanFord = ShortestPath.oracle(graph, 0, n - 1, on, Algorithm.BELLMAN_FORD);
        double[] theta = RandomGraphs.theta(flat.dimension(), flat.domain().isEverywhere(), random);
        assertTrue(bellmanFord.domain().isEverywhere());
        assertSameValue(value(flat, theta), value(bellmanFord, theta));
    }

    /** Potentials change the cost of every path by the same and that of a cycle not at all, but for rounding. */
    @Property(seed = "2", tries = 300)
    void potentialsShiftTheValue(@ForAll boolean dense, @ForAll @IntRange(min = 2, max = 60) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph =
                RandomGraphs.graph(dense ? Shape.DIRECTED_DENSE : Shape.DIRECTED, n, random);
        double[] costs = RandomGraphs.theta(graph.edgeSet().size(), false, random);
        double[] potentials = random.doubles(n, -5, 5).toArray();
        double[] theta = costs.clone();
        int e = 0;
        for (DefaultEdge edge : graph.edgeSet()) {
            theta[e++] += potentials[graph.getEdgeSource(edge)] - potentials[graph.getEdgeTarget(edge)];
        }
        GraphOracle bellmanFord = ShortestPath.oracle(graph, 0, n - 1, WeightsOn.EDGES, Algorithm.BELLMAN_FORD);
        double dijkstra = value(ShortestPath.oracle(graph, 0, n - 1, WeightsOn.EDGES), costs);
        assertEquals(dijkstra + potentials[0] - potentials[n - 1], value(bellmanFord, theta), 1e-9);
    }

    @Property(seed = "3", tries = 600)
    void costsOfAnySignAreSolvedOrRefused(
            @ForAll boolean directed, @ForAll @IntRange(min = 2, max = 6) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(directed ? Shape.DIRECTED : Shape.UNDIRECTED, n, random);
        GraphOracle oracle = ShortestPath.oracle(graph, 0, n - 1, WeightsOn.EDGES, Algorithm.BELLMAN_FORD);
        double[] theta = random.doubles(oracle.dimension(), -0.5, 2).toArray();
        Map<Object, Double> costs = byCoordinate(oracle, theta);
        double[][] walks = cheapestWalks(graph, n, costs);
        boolean unbounded = false;
        boolean anyNegative = false;
        for (int v = 0; v < n; v++) {
            anyNegative |= walks[v][v] < 0;
            unbounded |= walks[v][v] < 0 && walks[0][v] < INFINITY && walks[v][n - 1] < INFINITY;
        }
        if (unbounded) {
            OracleException refused = assertThrows(OracleException.class, () -> oracle.solve(theta));
            assertEquals(OracleException.Code.UNBOUNDED, refused.code());
            assertMessage(refused, "costs -");
            return;
        }
        double answer = value(oracle, theta);
        assertSameValue(BruteForce.path(graph, 0, n - 1, costs, WeightsOn.EDGES), answer);
        if (!anyNegative) {
            var weighted = new AsWeightedGraph<>(graph, costs::get, false, false);
            assertSameValue(new BellmanFordShortestPath<>(weighted, 1e-12).getPathWeight(0, n - 1), answer);
        }
    }

    /** The algorithm of Floyd and Warshall: entry (v, v) is below 0 just where v is on a negative closed walk. */
    private static double[][] cheapestWalks(Graph<Integer, DefaultEdge> graph, int n, Map<Object, Double> costs) {
        double[][] walks = new double[n][n];
        for (int v = 0; v < n; v++) {
            Arrays.fill(walks[v], INFINITY);
            walks[v][v] = 0;
        }
        for (DefaultEdge edge : graph.edgeSet()) {
            int u = graph.getEdgeSource(edge);
            int v = graph.getEdgeTarget(edge);
            double cost = Objects.requireNonNull(costs.get(edge));
            walks[u][v] = Math.min(walks[u][v], cost);
            if (graph.getType().isUndirected()) {
                walks[v][u] = Math.min(walks[v][u], cost);
            }
        }
        for (int k = 0; k < n; k++) {
            for (int u = 0; u < n; u++) {
                for (int v = 0; v < n; v++) {
                    walks[u][v] = Math.min(walks[u][v], walks[u][k] + walks[k][v]);
                }
            }
        }
        return walks;
    }

    @Example
    void aNegativeCycleIsNamed() {
        FlatGraph graph = FlatGraph.named(
                true, new int[] {0, 1, 2, 1, 2}, new int[] {1, 2, 1, 3, 4}, List.of("s", "a", "b", "t", "c"));
        for (WeightsOn on : WeightsOn.values()) {
            GraphOracle oracle = new PathFamily(graph, on, Algorithm.BELLMAN_FORD).oracle(0, 3);
            OracleException refused =
                    assertThrows(OracleException.class, () -> oracle.solve(new double[] {1, 1, -2, 1, 1}));
            assertEquals(OracleException.Code.UNBOUNDED, refused.code());
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .matches("the cycle '(a' -> 'b' -> 'a|b' -> 'a' -> 'b)' of 2 arcs costs -1.0, .*"),
                    refused::getMessage);
            double[] cancels = {1, 2, -2, 1, 1};
            assertEquals(on == WeightsOn.EDGES ? 2 : 4, value(oracle, cancels));
        }
    }

    @Example
    void aNegativeCycleOffTheWayDoesNotMatter() {
        FlatGraph graph =
                FlatGraph.named(true, new int[] {0, 0, 1, 2}, new int[] {3, 1, 2, 1}, List.of("s", "a", "b", "t"));
        GraphOracle oracle = new PathFamily(graph, WeightsOn.EDGES, Algorithm.BELLMAN_FORD).oracle(0, 3);
        assertArrayEquals(new double[] {1, 0, 0, 0}, oracle.solve(new double[] {1, 1, -5, 1}));
    }

    @Example
    void solvingAllocatesNothing() {
        GraphOracle oracle = GridPath.cells(12, 12, 8, Algorithm.BELLMAN_FORD);
        double[] theta = RandomGraphs.theta(144, false, new Random(1));
        Vertex vertex = new Vertex(144);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (OracleSession session = oracle.openSession()) {
            long bytes = solveOften(session, theta, vertex, threads);
            // vectors are objects until their check of theta is compiled
            for (int more = 0; more < 200 && bytes >= 1000; more++) {
                bytes = solveOften(session, theta, vertex, threads);
            }
            assertTrue(bytes < 1000, bytes + " bytes");
        }
    }

    private static long solveOften(
            OracleSession session, double[] theta, Vertex vertex, com.sun.management.ThreadMXBean threads) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < 1000; k++) {
            session.solve(theta, vertex);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
