package io.dither.jgrapht.subgraphs;

import static io.dither.jgrapht.Answers.assertMessage;
import static io.dither.jgrapht.Answers.assertSameValue;
import static io.dither.jgrapht.Answers.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.Answers;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.RandomGraphs;
import io.dither.jgrapht.SpanningTree;
import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.flow.PushRelabelMFImpl;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.alg.steiner.KouMarkowskyBermanAlgorithm;
import org.jgrapht.alg.tour.HeldKarpTSP;
import org.jgrapht.graph.AsWeightedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.graph.SimpleGraph;

/** Matchings, cuts, arborescences, Steiner trees and tours against enumeration and JGraphT. */
class SubgraphProperties {
    @Property(seed = "1", tries = 150)
    void enumerationFindsNoBetterMatching(
            @ForAll @IntRange(min = 2, max = 8) int n,
            @ForAll Sense sense,
            @ForAll boolean perfect,
            @ForAll long seed) {
        Random random = new Random(seed);
        FlatGraph graph = FlatGraph.compile(RandomGraphs.connected(n, Math.min(11, 2 * n), random));
        double scale = Math.scalb(1.0, random.nextInt(2000) - 1000);
        double[] theta = Arrays.stream(RandomGraphs.theta(graph.tails.length, true, random))
                .map(t -> t * scale)
                .toArray();
        if (perfect && !hasPerfectMatching(graph)) {
            OracleException refused = assertThrows(OracleException.class, () -> Matching.oracle(graph, sense, true));
            assertEquals(OracleException.Code.INFEASIBLE, refused.code());
            return;
        }
        GraphOracle oracle = Matching.oracle(graph, sense, perfect);
        assertEquals(
                value(Vertices.matchings(graph, sense, perfect), theta) / scale, value(oracle, theta) / scale, 1e-9);
        assertTrue(oracle.violation(oracle.solve(theta)).isEmpty());
    }

    private static boolean hasPerfectMatching(FlatGraph graph) {
        try {
            Vertices.matchings(graph, Sense.MAXIMIZE, true);
            return true;
        } catch (InvalidArgumentException empty) {
            return false;
        }
    }

    @Property(seed = "2", tries = 100)
    void jgraphtAgreesOnBipartiteMatchings(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
        Set<Integer> left = new HashSet<>();
        Set<Integer> right = new HashSet<>();
        for (int v = 0; v < n; v++) {
            left.add(v);
            right.add(n + v);
            graph.addVertex(v);
            graph.addVertex(n + v);
        }
        for (int e = 0; e < 4 * n; e++) {
            graph.addEdge(random.nextInt(n), n + random.nextInt(n));
        }
        GraphOracle oracle = Matching.oracle(graph, Sense.MAXIMIZE, false);
        double[] theta = RandomGraphs.theta(oracle.dimension(), true, random);
        var weighted = new AsWeightedGraph<>(graph, Answers.byCoordinate(oracle, theta)::get, false, false);
        assertSameValue(
                new MaximumWeightBipartiteMatching<>(weighted, left, right)
                        .getMatching()
                        .getWeight(),
                value(oracle, theta));
    }

    /** On a path of 2 k vertices the perfect matching is the one of odd edges, and prices of vertices grow with k. */
    @Example
    void longPathsOfDearEdgesHaveTheirPerfectMatching() {
        int n = 400;
        Edges edges = new Edges(n);
        double[] theta = new double[n - 1];
        for (int v = 0; v < n - 1; v++) {
            edges.add(v, v + 1);
            theta[v] = v % 2 == 0 ? 1e300 : -1e300;
        }
        List<String> names = IntStream.range(0, n).mapToObj(String::valueOf).toList();
        GraphOracle oracle = Matching.oracle(edges.graph(false, names), Sense.MINIMIZE, true);
        double[] y = oracle.solve(theta);
        for (int e = 0; e < y.length; e++) {
            assertEquals(e % 2 == 0 ? 1 : 0, y[e]);
        }
    }

    @Property(seed = "3", tries = 200)
    void enumerationFindsNoSmallerCut(
            @ForAll @IntRange(min = 2, max = 7) int n, @ForAll boolean directed, @ForAll long seed) {
        Random random = new Random(seed);
        FlatGraph arcs = RandomGraphs.directed(n, 4 * n, seed);
        FlatGraph graph = directed ? arcs : arcs.undirected();
        int target = 1 + random.nextInt(n - 1);
        GraphOracle oracle = new CutFamily(graph).between(0, target);
        double[] theta = RandomGraphs.theta(4 * n, false, random);
        assertSameValue(value(Vertices.cuts(graph, 0, target), theta), value(oracle, theta));
        assertTrue(oracle.violation(oracle.solve(theta)).isEmpty());
    }

    @Property(seed = "4", tries = 100)
    void pushRelabelAgreesOnCuts(
            @ForAll @IntRange(min = 2, max = 60) int n, @ForAll boolean directed, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph =
                directed ? new SimpleDirectedGraph<>(DefaultEdge.class) : new SimpleGraph<>(DefaultEdge.class);
        Graphs.addAllVertices(graph, IntStream.range(0, n).boxed().toList());
        for (int e = 0; e < 4 * n; e++) {
            int u = random.nextInt(n);
            graph.addEdge(u, (u + 1 + random.nextInt(n - 1)) % n);
        }
        GraphOracle oracle = MinCut.oracle(graph, 0, n - 1);
        double[] theta = RandomGraphs.theta(oracle.dimension(), false, random);
        var weighted = new AsWeightedGraph<>(graph, Answers.byCoordinate(oracle, theta)::get, false, false);
        double flow = new PushRelabelMFImpl<>(weighted).getMaximumFlowValue(0, n - 1);
        assertEquals(flow, value(oracle, theta), 1e-6);
    }

    @Example
    void ofEqualCutsTheOneNearestToTheSourceIsTaken() {
        FlatGraph path = FlatGraph.named(true, new int[] {0, 1, 2}, new int[] {1, 2, 3}, List.of("a", "b", "c", "d"));
        GraphOracle cut = new CutFamily(path).between("a", "d");
        assertArrayEquals(new double[] {1, 0, 0}, cut.solve(new double[] {2, 2, 2}));
        assertArrayEquals(new double[] {0, 1, 0}, cut.solve(new double[] {2, 0, 0}));
        assertArrayEquals(new double[] {0, 1, 0}, cut.between("b", "c").solve(new double[] {2, 2, 2}));
        assertArrayEquals(
                new double[] {0, 0, 0}, cut.between("d", "a").solve(new double[] {2, 2, 2}), "no path, no cut");
        assertMessage(
                assertThrows(InvalidArgumentException.class, () -> cut.between("b", "b")), "source = target = 'b'");
        assertTrue(cut.violation(new double[] {0, 0, 0}).orElseThrow().contains("there is still a path"));
        assertTrue(cut.violation(new double[] {1, 0, 1}).orElseThrow().contains("does not leave the set"));
    }

    @Property(seed = "5", tries = 200)
    void enumerationFindsNoBetterArborescence(
            @ForAll @IntRange(min = 2, max = 6) int n, @ForAll Sense sense, @ForAll long seed) {
        FlatGraph graph = RandomGraphs.directed(n, Math.min(12, 3 * n), seed);
        GraphOracle oracle = Arborescence.oracle(graph, 0, sense);
        double[] theta = RandomGraphs.theta(oracle.dimension(), true, new Random(seed));
        assertSameValue(value(Vertices.arborescences(graph, 0, sense), theta), value(oracle, theta));
    }

    /** An undirected tree, hung up at its root, is an arborescence of the graph with each edge there and back. */
    @Property(seed = "6", tries = 100)
    void thereAndBackAnArborescenceIsASpanningTree(@ForAll @IntRange(min = 2, max = 60) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> undirected = RandomGraphs.connected(n, 3 * n, random);
        FlatGraph graph = FlatGraph.compile(undirected);
        int m = graph.tails.length;
        int[] tails = Arrays.copyOf(graph.tails, 2 * m);
        int[] heads = Arrays.copyOf(graph.heads, 2 * m);
        System.arraycopy(graph.heads, 0, tails, m, m);
        System.arraycopy(graph.tails, 0, heads, m, m);
        List<Integer> arcs = IntStream.range(0, 2 * m).boxed().toList();
        GraphOracle arborescence = Arborescence.oracle(
                new FlatGraph(true, tails, heads, graph.vertices, arcs), random.nextInt(n), Sense.MINIMIZE);
        double[] theta = RandomGraphs.theta(m, true, random);
        double[] twice = Arrays.copyOf(theta, 2 * m);
        System.arraycopy(theta, 0, twice, m, m);
        assertSameValue(value(SpanningTree.oracle(undirected, Sense.MINIMIZE), theta), value(arborescence, twice));
        assertTrue(arborescence.violation(arborescence.solve(twice)).isEmpty());
    }

    @Property(seed = "7", tries = 60)
    void steinerTreesCostNoMoreThanJgraphtsAndStateTheirGap(
            @ForAll @IntRange(min = 4, max = 8) int n, @ForAll @IntRange(min = 2, max = 4) int k, @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.connected(n, 11, random);
        FlatGraph flat = FlatGraph.compile(graph);
        Set<Integer> terminals = new HashSet<>();
        int mask = 0;
        while (terminals.size() < k) {
            int v = random.nextInt(n);
            terminals.add(v);
            mask |= 1 << v;
        }
        GraphOracle oracle = SteinerTree.oracle(graph, terminals);
        assertEquals(k > 2, oracle.traits().contains(Trait.HEURISTIC));
        double[] theta = RandomGraphs.theta(11, false, random);
        Vertex tree = solved(oracle, theta);
        double least = value(Vertices.connecting(flat, mask), theta);
        assertTrue(tree.dot(theta) <= least + tree.gap() + 1e-9);
        assertTrue(tree.dot(theta) <= (2 - 2.0 / k) * least + 1e-9);
        assertTrue(oracle.violation(tree).isEmpty());
        var weighted = new AsWeightedGraph<>(graph, Answers.byCoordinate(oracle, theta)::get, false, false);
        double jgrapht = new KouMarkowskyBermanAlgorithm<>(weighted)
                .getSteinerTree(terminals)
                .getWeight();
        assertTrue(jgrapht >= tree.dot(theta) - tree.gap() - 1e-9, "the bound holds for JGraphT's tree too");
    }

    private static Vertex solved(LinearOracle oracle, double[] theta) {
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
        }
        return vertex;
    }

    @Property(seed = "8", tries = 60)
    void jgraphtAgreesOnTours(@ForAll @IntRange(min = 3, max = 10) int n, @ForAll long seed) {
        GraphOracle oracle = Tour.oracle(n);
        double[] theta = RandomGraphs.theta(oracle.dimension(), false, new Random(seed));
        Graph<Integer, Integer> graph = new SimpleGraph<>(null, null, false);
        FlatGraph complete = FlatGraph.complete(n, 3);
        for (int v = 0; v < n; v++) {
            graph.addVertex(v);
        }
        for (int e = 0; e < theta.length; e++) {
            graph.addEdge(complete.tails[e], complete.heads[e], e);
        }
        var weighted = new AsWeightedGraph<>(graph, edge -> theta[edge], false, false);
        double least = new HeldKarpTSP<Integer, Integer>().getTour(weighted).getWeight();
        assertSameValue(least, value(oracle, theta));
    }

    @Example
    void whatHasNoSolutionIsRefused() {
        FlatGraph apart = FlatGraph.named(true, new int[] {0, 2}, new int[] {1, 3}, List.of("a", "b", "c", "d"));
        assertMessage(
                assertThrows(OracleException.class, () -> Arborescence.oracle(apart, 0, Sense.MINIMIZE)),
                "no path leads from the root 'a' to vertex 'c'");
        assertMessage(
                assertThrows(OracleException.class, () -> SteinerTree.oracle(apart, List.of("a", "d"))),
                "no path joins the terminals 'a' and 'd'");
        assertMessage(
                assertThrows(InvalidArgumentException.class, () -> SteinerTree.oracle(apart, List.of("a", "a"))),
                "fewer than two");
        assertMessage(
                assertThrows(OracleException.class, () -> Matching.complete(5, Sense.MAXIMIZE, true)),
                "of its 5 vertices at most 4 can be matched; a largest matching may leave out vertex '");
        assertThrows(InvalidArgumentException.class, () -> Tour.oracle(2));
        assertMessage(
                assertThrows(InvalidArgumentException.class, () -> Tour.oracle(16)),
                "cities = 16 is above 15. Maybe use ortools-tour:n=16");
        assertThrows(InvalidArgumentException.class, () -> Arborescence.oracle(apart.undirected(), 0, Sense.MINIMIZE));
    }

    @Example
    void whatIsNoneIsToldWhy() {
        GraphOracle tour = Tour.oracle(6);
        double[] twoTriangles = new double[15];
        for (int[] edge : new int[][] {{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}}) {
            twoTriangles[HeldKarp.edge(6, edge[0], edge[1])] = 1;
        }
        assertTrue(tour.violation(twoTriangles).orElseThrow().contains("closes a round trip"));
        assertTrue(tour.violation(new double[15]).orElseThrow().contains("0 edges, not 6"));
        GraphOracle pairs = Matching.complete(4, Sense.MAXIMIZE, true);
        assertTrue(
                pairs.violation(new double[] {1, 1, 0, 0, 0, 0}).orElseThrow().contains("share vertex '0'"));
        assertTrue(
                pairs.violation(new double[] {1, 0, 0, 0, 0, 0}).orElseThrow().contains("vertex '2' is not matched"));
        assertTrue(pairs.violation(new double[] {1, 0, 0, 0, 0, 1}).isEmpty());
    }
}
