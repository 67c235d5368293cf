package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static io.dither.jgrapht.Answers.assertSameValue;
import static io.dither.jgrapht.Answers.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.graph.Turn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.Turns;
import io.dither.jgrapht.internal.files.TurnReader;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.plugin.Lines;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.Graphs;
import org.jgrapht.alg.shortestpath.AllDirectedPaths;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.graph.AsWeightedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/** Paths that pay their turns. */
class TurnProperties {
    /** The graph of edges: a link into an edge has the number from * (m + 1) + into, the first one from = m. */
    private static Graph<Integer, Integer> lineGraph(FlatGraph graph, int source, int target) {
        int m = graph.tails.length;
        Graph<Integer, Integer> line = new SimpleDirectedGraph<>(null, null, false);
        for (int e = 0; e <= m + 1; e++) {
            line.addVertex(e);
        }
        for (int into = 0; into < m; into++) {
            if (graph.tails[into] == source && mayEnter(graph, into, target)) {
                line.addEdge(m, into, m * (m + 1) + into);
            }
            if (graph.heads[into] == target) {
                line.addEdge(into, m + 1, (m + 2) * (m + 1) + into);
            }
            for (int from = 0; from < m; from++) {
                if (from != into && graph.heads[from] == graph.tails[into] && mayEnter(graph, into, target)) {
                    line.addEdge(from, into, from * (m + 1) + into);
                }
            }
        }
        return line;
    }

    private static boolean mayEnter(FlatGraph graph, int edge, int target) {
        return !graph.closed.contains(graph.heads[edge]) || graph.heads[edge] == target;
    }

    private static double[] y(Turns turns, GraphPath<Integer, Integer> path) {
        int m = turns.graph.tails.length;
        double[] y = new double[m + turns.from.length];
        for (int link : path.getEdgeList()) {
            int from = link / (m + 1);
            int into = link % (m + 1);
            if (from < m + 1) {
                y[into] = 1;
            }
            for (int t = 0; t < turns.from.length; t++) {
                if (turns.from[t] == from && turns.into[t] == into) {
                    y[m + t] = 1;
                }
            }
        }
        return y;
    }

    private static double dot(double[] theta, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += theta[i] * y[i];
        }
        return sum;
    }

    /** Turns drawn from all that the graph has. */
    private static Turns some(FlatGraph graph, Random random) {
        int m = graph.tails.length;
        int[] from = new int[m * m];
        int[] into = new int[m * m];
        int size = 0;
        for (int e = 0; e < m; e++) {
            for (int f = 0; f < m; f++) {
                if (graph.heads[e] == graph.tails[f] && random.nextInt(3) > 0) {
                    from[size] = e;
                    into[size++] = f;
                }
            }
        }
        return new Turns(graph, Arrays.copyOf(from, size), Arrays.copyOf(into, size));
    }

    @Property(seed = "1", tries = 300)
    void jgraphtAgreesOnTheGraphOfEdges(
            @ForAll @IntRange(min = 2, max = 15) int n,
            @ForAll @IntRange(min = 0, max = 4) int zones,
            @ForAll long seed) {
        Random random = new Random(seed);
        FlatGraph graph = RandomGraphs.directed(n, 4 * n, seed).closedBelow(Math.min(zones, n));
        Turns turns = random.nextInt(4) == 0 ? Turns.uTurns(graph) : some(graph, random);
        int source = random.nextInt(n);
        int target = random.nextInt(n);
        TurnFamily family = new TurnFamily(turns);
        GraphOracle oracle = family.oracle(0, 0).between(source, target);
        double[] theta = RandomGraphs.theta(oracle.dimension(), false, random);
        if (source == target) {
            assertEquals(0, value(oracle, theta));
            return;
        }
        int m = graph.tails.length;
        var line = lineGraph(graph, source, target);
        var weighted = new AsWeightedGraph<>(line, link -> cost(turns, theta, link), false, false);
        GraphPath<Integer, Integer> path = new DijkstraShortestPath<>(weighted).getPath(m, m + 1);
        if (path == null) {
            assertThrows(OracleException.class, () -> oracle.solve(theta));
            return;
        }
        assertSameValue(dot(theta, y(turns, path)), value(oracle, theta));
        double[] y = oracle.solve(theta);
        assertTrue(oracle.violation(y).isEmpty(), () -> oracle.violation(y).orElseThrow());
        assertTrue(oracle.violation(y(turns, path)).isEmpty());
        int t = m + random.nextInt(Math.max(1, turns.from.length));
        if (t < y.length) {
            y[t] = 1 - y[t];
            assertFalse(oracle.violation(y).isEmpty(), "a turn more or less");
        }
    }

    private static double cost(Turns turns, double[] theta, int link) {
        int m = turns.graph.tails.length;
        int from = link / (m + 1);
        int into = link % (m + 1);
        double cost = from < m + 1 ? theta[into] : 0;
        for (int t = 0; t < turns.from.length; t++) {
            cost += turns.from[t] == from && turns.into[t] == into ? theta[m + t] : 0;
        }
        return cost;
    }

    @Example
    void everyRuleOfTheContractHolds() {
        FlatGraph graph = RandomGraphs.directed(5, 9, 3);
        Turns turns = some(graph, new Random(2));
        TurnFamily family = new TurnFamily(turns);
        double[][] paths = new AllDirectedPaths<>(lineGraph(graph, 0, 4))
                .getAllPaths(9, 10, true, null).stream()
                        .map(path -> y(turns, path))
                        .toArray(double[][]::new);
        OracleContract contract = OracleContract.of(family.oracle(0, 4))
                .thetas(24)
                .vertices(BruteForceOracle.of(Sense.MINIMIZE, paths))
                .family(List.of(family.oracle(0, 3), family.oracle(1, 1)));
        for (RuleResult result : contract.verifyAll()) {
            assertFalse(result.isFailure(), result::toString);
        }
    }

    /** A square a, b, c, d with streets there and back, and e beyond b. */
    private static FlatGraph town() {
        return FlatGraph.named(
                true,
                new int[] {0, 1, 1, 2, 2, 3, 3, 0, 1, 4},
                new int[] {1, 0, 2, 1, 3, 2, 0, 3, 4, 1},
                List.of("a", "b", "c", "d", "e"));
    }

    @Example
    void aDearTurnIsDrivenAround() throws IOException {
        Turns turns = read("id,via-from,via,via-to\n1,a,b,c\n2,e,b,e\n", town());
        GraphOracle oracle = new TurnFamily(turns).oracle("a", "c");
        assertEquals(12, oracle.dimension());
        assertEquals(
                List.of("a->b->c", "e->b->e"),
                oracle.coordinates().subList(10, 12).stream().toList());
        double[] theta = {1, 1, 1, 1, 9, 9, 9, 9, 1, 1, 0.5, 0};
        assertArrayEquals(new double[] {1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0}, oracle.solve(theta));
        theta[10] = 3; // by way of e the turn is another one
        assertArrayEquals(new double[] {1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0}, oracle.solve(theta));
        assertEquals(
                "no path from vertex 'a' to vertex 'c' has these 2 edges and 0 turns",
                oracle.violation(new double[] {1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                        .orElseThrow());
    }

    @Example
    void turnsBackAreFoundByRule() {
        Turns back = Turns.uTurns(town());
        assertEquals(10, back.from.length);
        GraphOracle oracle = new TurnFamily(back).oracle("a", "c");
        assertEquals("a->b->a", oracle.coordinates().get(10));
        assertThrows(InvalidArgumentException.class, () -> Turns.uTurns(town().undirected()));
    }

    @Example
    void turnsOfAGraphOfOnesOwn() {
        Graph<String, DefaultEdge> roads = new SimpleDirectedGraph<>(DefaultEdge.class);
        Graphs.addAllVertices(roads, List.of("a", "b", "c"));
        DefaultEdge first = roads.addEdge("a", "b");
        DefaultEdge second = roads.addEdge("b", "c");
        DefaultEdge direct = roads.addEdge("a", "c");
        Turn<DefaultEdge> turn = new Turn<>(first, second);
        GraphOracle oracle = ShortestPath.turning(roads, "a", "c", List.of(turn));
        assertEquals(List.of(first, second, direct, turn), oracle.coordinates());
        assertArrayEquals(new double[] {1, 1, 0, 1}, oracle.solve(new double[] {1, 1, 4, 1}));
        assertArrayEquals(new double[] {0, 0, 1, 0}, oracle.solve(new double[] {1, 1, 4, 3}));
        assertMessage(
                assertThrows(
                        InvalidArgumentException.class,
                        () -> ShortestPath.turning(roads, "a", "c", List.of(new Turn<>(second, first)))),
                "is not a turn of the graph");
    }

    @Example
    void costsCanBeAskedFor() {
        FlatGraph graph = RandomGraphs.directed(30, 120, 5);
        Turns turns = some(graph, new Random(5));
        GraphOracle oracle = new TurnFamily(turns).oracle(0, 29);
        double[] theta = RandomGraphs.theta(oracle.dimension(), false, new Random(6));
        Vertex asked = new Vertex(theta.length);
        try (OnDemandSession session = (OnDemandSession) oracle.openSession()) {
            session.solve(i -> theta[i], asked);
        }
        assertArrayEquals(oracle.solve(theta), asked.toArray());
    }

    private static Turns read(String text, FlatGraph graph) throws IOException {
        Path file = Files.createTempFile("turns", ".csv");
        try {
            Files.writeString(file, text);
            return Lines.read(file, lines -> new TurnReader(lines, graph).read());
        } finally {
            Files.delete(file);
        }
    }

    @Example
    void malformedTurnsAreNamed() {
        assertMalformed("a,b,c\n", ":1: 'a,b,c' is not a header with the columns via-from,via,via-to");
        assertMalformed("via-from,via,via-to\na,b\n", ":2: 'a,b' has 2 column(s), not 3");
        assertMalformed("via-from,via,via-to\na,b,x\n", "'x' is not a vertex of the graph");
        assertMalformed("via-from,via,via-to\na,c,b\n", "'a->c' is not an edge of the graph");
        assertMessage(
                assertThrows(InvalidArgumentException.class, () -> read("via-from,via,via-to\na,b,c\na,b,c\n", town())),
                "the turn a->b->c is given twice");
        FlatGraph twice = FlatGraph.named(true, new int[] {0, 0, 1}, new int[] {1, 1, 2}, List.of("a", "b", "c"));
        assertMessage(
                assertThrows(DataException.class, () -> read("via-from,via,via-to\na,b,c\n", twice)),
                "'a->b' names two edges");
    }

    private static void assertMalformed(String text, String problem) {
        assertMessage(assertThrows(DataException.class, () -> read(text, town())), problem);
    }
}
