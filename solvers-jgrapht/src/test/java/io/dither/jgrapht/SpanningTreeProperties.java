package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static io.dither.jgrapht.Answers.assertSameValue;
import static io.dither.jgrapht.Answers.byCoordinate;
import static io.dither.jgrapht.Answers.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.kernel.DensePrim;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.jgrapht.internal.kernel.Kruskal;
import io.dither.jgrapht.internal.kernel.MatrixPrim;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.alg.spanning.PrimMinimumSpanningTree;
import org.jgrapht.graph.AsWeightedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/** Spanning trees on random graphs. */
class SpanningTreeProperties {
    @Property(seed = "1", tries = 150)
    void enumerationFindsNothingCheaper(
            @ForAll @IntRange(min = 2, max = 6) int n,
            @ForAll @IntRange(min = 0, max = 4) int more,
            @ForAll boolean flat,
            @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.connected(n, n - 1 + more, random);
        GraphOracle oracle = flat
                ? SpanningTree.oracle(graph, Sense.MINIMIZE)
                : JgraphtReference.tree(FlatGraph.compile(graph), Sense.MINIMIZE);
        double[] theta = RandomGraphs.theta(oracle.dimension(), true, random);
        assertSameValue(BruteForce.tree(graph, byCoordinate(oracle, theta)), value(oracle, theta));
    }

    @Property(seed = "2", tries = 200)
    void jgraphtAgreesOnSparseGraphs(
            @ForAll @IntRange(min = 2, max = 60) int n, @ForAll Sense sense, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.connected(n, 3 * n, random);
        double[] theta = RandomGraphs.theta(3 * n, true, random);
        // even among ties: both prefer the edge that comes first
        assertArrayEquals(
                JgraphtReference.tree(FlatGraph.compile(graph), sense).solve(theta),
                SpanningTree.oracle(graph, sense).solve(theta));
    }

    @Property(seed = "3", tries = 200)
    void jgraphtAgreesOnCompleteGraphs(
            @ForAll @IntRange(min = 2, max = 20) int n, @ForAll Sense sense, @ForAll long seed) {
        double[] theta = RandomGraphs.theta(n * (n - 1) / 2, true, new Random(seed));
        assertArrayEquals(
                JgraphtReference.tree(FlatGraph.complete(n, 2), sense).solve(theta),
                SpanningTree.complete(n, sense).solve(theta));
    }

    @Property(seed = "4", tries = 100)
    void primOfJgraphtAgreesOnTheUsersGraph(@ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.connected(n, 4 * n, random);
        GraphOracle oracle = SpanningTree.oracle(graph, Sense.MINIMIZE);
        double[] theta = RandomGraphs.theta(4 * n, true, random);
        Map<Object, Double> costs = byCoordinate(oracle, theta);
        var weighted = new AsWeightedGraph<>(graph, costs::get, false, false);
        assertSameValue(
                new PrimMinimumSpanningTree<>(weighted).getSpanningTree().getWeight(), value(oracle, theta));
    }

    @Property(seed = "5", tries = 200)
    void primAndKruskalGiveTheSameTreeEvenAmongTies(
            @ForAll @IntRange(min = 3, max = 12) int n,
            @ForAll @IntRange(min = 0, max = 2) int missing,
            @ForAll long seed) {
        FlatGraph graph = FlatGraph.compile(nearlyComplete(n, missing));
        double[] theta = RandomGraphs.theta(graph.tails.length, true, new Random(seed));
        Kernel prim = new DensePrim(n, graph.tails.length, DensePrim.edgeMatrix(graph), 1);
        assertArrayEquals(solve(new Kruskal(graph, 1), theta), solve(prim, theta));
        assertSameOrder(prim, new MatrixPrim(graph, 1, new PlainKernels(1), 1), theta);
    }

    /** The same edges one after the other. */
    private static void assertSameOrder(Kernel expected, Kernel actual, double[] theta) {
        Vertex first = new Vertex(theta.length);
        Vertex second = new Vertex(theta.length);
        expected.solve(theta, first);
        actual.solve(theta, second);
        assertEquals(first.size(), second.size());
        for (int k = 0; k < first.size(); k++) {
            assertEquals(first.index(k), second.index(k));
        }
    }

    private static Graph<Integer, DefaultEdge> nearlyComplete(int n, int missing) {
        Graph<Integer, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
        for (int v = 0; v < n; v++) {
            graph.addVertex(v);
            for (int u = v == n - 1 ? Math.min(missing, v - 1) : 0; u < v; u++) {
                graph.addEdge(u, v);
            }
        }
        return graph;
    }

    private static double[] solve(Kernel kernel, double[] theta) {
        Vertex vertex = new Vertex(theta.length);
        kernel.solve(theta, vertex);
        return vertex.toArray();
    }

    @Property(seed = "6", tries = 100)
    void maximisingIsMinimisingTheNegative(@ForAll @IntRange(min = 2, max = 12) int n, @ForAll long seed) {
        double[] theta = RandomGraphs.theta(n * (n - 1) / 2, true, new Random(seed));
        double[] negative = java.util.Arrays.stream(theta).map(t -> -t).toArray();
        assertArrayEquals(
                SpanningTree.complete(n, Sense.MINIMIZE).solve(negative),
                SpanningTree.complete(n, Sense.MAXIMIZE).solve(theta));
    }

    @Example
    void completeGraphsOrderTheirEdges() {
        GraphOracle oracle = SpanningTree.complete(4, Sense.MINIMIZE);
        assertEquals(List.of("0-1", "0-2", "0-3", "1-2", "1-3", "2-3"), oracle.coordinates());
        assertEquals(Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM), oracle.traits());
        assertTrue(oracle.domain().isEverywhere());
    }

    @Example
    void whatIsNoTreeIsToldWhy() {
        GraphOracle trees = SpanningTree.complete(4, Sense.MINIMIZE);
        assertTrue(
                trees.violation(new double[] {1, 1, 0, 1, 0, 0}).orElseThrow().contains("closes a cycle"));
        assertTrue(
                trees.violation(new double[] {1, 0, 0, 0, 0, 1}).orElseThrow().contains("too few"));
        assertTrue(trees.violation(new double[] {1, 1, 1, 0, 0, 0}).isEmpty());
    }

    @Example
    void disconnectedGraphsAreInfeasible() {
        Graph<Integer, DefaultEdge> graph = RandomGraphs.connected(3, 2, new Random(1));
        graph.addVertex(7);
        OracleException refused = assertThrows(OracleException.class, () -> SpanningTree.oracle(graph, Sense.MINIMIZE));
        assertEquals(OracleException.Code.INFEASIBLE, refused.code());
        assertMessage(refused, "'0' and vertex '7'");
    }

    @Example
    void graphsWithoutEdgesAndCompleteGraphsOutOfRangeAreRefused() {
        Graph<Integer, DefaultEdge> empty = new SimpleGraph<>(DefaultEdge.class);
        assertThrows(InvalidArgumentException.class, () -> SpanningTree.oracle(empty, Sense.MINIMIZE));
        assertThrows(InvalidArgumentException.class, () -> SpanningTree.complete(1, Sense.MINIMIZE));
        assertThrows(InvalidArgumentException.class, () -> SpanningTree.complete(1_000_000, Sense.MINIMIZE));
    }
}
