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
import io.dither.jgrapht.graph.TurnKind;
import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.Turns;
import io.dither.jgrapht.internal.files.PositionReader;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.plugin.Lines;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/** Paths that pay a price for each kind of turn. */
class TurnKindProperties {
    /** East, north, west, south. */
    private static final int[] X = {1, 0, -1, 0};

    private static final int[] Y = {0, 1, 0, -1};
    /** By how many quarters a turn goes round, counterclockwise. */
    private static final TurnKind[] QUARTERS = {TurnKind.STRAIGHT, TurnKind.LEFT, TurnKind.U_TURN, TurnKind.RIGHT};

    /** Streets both ways between the points of a grid, less some. */
    private static FlatGraph town(int columns, int rows, double missing, Random random) {
        Edges edges = new Edges(16);
        for (int v = 0; v < columns * rows; v++) {
            for (int heading = 0; heading < 4; heading++) {
                int x = v % columns + X[heading];
                int y = v / columns + Y[heading];
                if (x >= 0 && x < columns && y >= 0 && y < rows && random.nextDouble() >= missing) {
                    edges.add(v, y * columns + x);
                }
            }
        }
        return edges.graph(
                true,
                IntStream.range(0, columns * rows).mapToObj(String::valueOf).toList());
    }

    private static Turns turns(FlatGraph graph, int columns, Set<TurnKind> kinds) {
        int n = graph.vertices.size();
        double[] x = IntStream.range(0, n).mapToDouble(v -> v % columns).toArray();
        double[] y = IntStream.range(0, n).mapToDouble(v -> v / columns).toArray();
        return Turns.byKind(graph, x, y, kinds);
    }

    private static int heading(FlatGraph graph, int edge, int columns) {
        int step = graph.heads[edge] - graph.tails[edge];
        return step == columns ? 1 : step == -columns ? 3 : step == 1 ? 0 : 2;
    }

    /** The cost of a turn of a grid, told by its quarters. */
    private static double price(
            FlatGraph graph, int from, int into, int columns, List<TurnKind> kinds, double[] theta) {
        int quarters = Math.floorMod(heading(graph, into, columns) - heading(graph, from, columns), 4);
        int kind = kinds.indexOf(QUARTERS[quarters]);
        return kind < 0 ? 0 : theta[graph.tails.length + kind];
    }

    @Property(seed = "1", tries = 100)
    void sweepsOverAllEdgesAgreeOnAGrid(
            @ForAll @IntRange(min = 2, max = 4) int columns,
            @ForAll @IntRange(min = 2, max = 4) int rows,
            @ForAll @IntRange(min = 1, max = 15) int chosen,
            @ForAll long seed) {
        Random random = new Random(seed);
        FlatGraph graph = town(columns, rows, 0.1, random);
        List<TurnKind> kinds = Arrays.stream(TurnKind.values())
                .filter(kind -> (chosen >> kind.ordinal() & 1) == 1)
                .toList();
        GraphOracle oracle = new TurnFamily(turns(graph, columns, EnumSet.copyOf(kinds))).oracle("0", "0");
        int target = 1 + random.nextInt(columns * rows - 1);
        double[] theta = RandomGraphs.theta(oracle.dimension(), false, random);
        int edges = graph.tails.length;
        double[] distance = new double[edges];
        Arrays.setAll(distance, e -> graph.tails[e] == 0 ? theta[e] : Double.POSITIVE_INFINITY);
        for (int sweep = 0; sweep < edges; sweep++) {
            for (int from = 0; from < edges; from++) {
                for (int into = 0; into < edges; into++) {
                    if (graph.heads[from] == graph.tails[into]) {
                        double by = distance[from] + theta[into] + price(graph, from, into, columns, kinds, theta);
                        distance[into] = Math.min(distance[into], by);
                    }
                }
            }
        }
        double least = IntStream.range(0, edges)
                .filter(e -> graph.heads[e] == target)
                .mapToDouble(e -> distance[e])
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        GraphOracle trip = oracle.between("0", String.valueOf(target));
        if (least == Double.POSITIVE_INFINITY) {
            assertThrows(OracleException.class, () -> trip.solve(theta));
            return;
        }
        assertSameValue(least, value(trip, theta));
        double[] y = trip.solve(theta);
        assertTrue(trip.violation(y).isEmpty(), () -> trip.violation(y).orElseThrow());
        y[edges]++;
        assertFalse(trip.violation(y).isEmpty(), "a turn more");
    }

    @Example
    void threeRightTurnsMakeALeftOne() {
        FlatGraph graph = town(3, 3, 0, new Random(1));
        GraphOracle oracle = new TurnFamily(turns(graph, 3, Set.of(TurnKind.LEFT, TurnKind.U_TURN))).oracle("1", "3");
        assertEquals("left", oracle.coordinates().get(24));
        assertEquals("u-turn", oracle.coordinates().get(25));
        double[] theta = new double[26];
        Arrays.fill(theta, 1);
        theta[edge(graph, 1, 0)] = 50; // so that the way is north to 4 in the middle, and left to 3
        theta[24] = 3;
        theta[25] = 9;
        assertArrayEquals(path(graph, 1, 4, 3), Arrays.copyOf(oracle.solve(theta), 24));
        assertEquals(2 + 3, value(oracle, theta));
        theta[24] = 5; // north, and to the right around the block at the north-east
        assertArrayEquals(path(graph, 1, 4, 7, 8, 5, 4, 3), Arrays.copyOf(oracle.solve(theta), 24));
        assertEquals(6, value(oracle, theta));
        theta[25] = 1; // back from 5
        assertArrayEquals(path(graph, 1, 4, 5, 4, 3), Arrays.copyOf(oracle.solve(theta), 24));
    }

    private static double[] path(FlatGraph graph, int... vertices) {
        double[] y = new double[graph.tails.length];
        for (int k = 1; k < vertices.length; k++) {
            y[edge(graph, vertices[k - 1], vertices[k])] = 1;
        }
        return y;
    }

    private static int edge(FlatGraph graph, int tail, int head) {
        return IntStream.range(0, graph.tails.length)
                .filter(e -> graph.tails[e] == tail && graph.heads[e] == head)
                .findFirst()
                .orElseThrow();
    }

    /** All walks without an edge twice, as counts. */
    private static void walks(Turns turns, int last, int at, int target, double[] y, List<double[]> all) {
        FlatGraph graph = turns.graph;
        if (at == target) {
            all.add(y.clone());
        }
        for (int a = turns.outgoing.firstArc[at]; a < turns.outgoing.firstArc[at + 1]; a++) {
            int next = turns.outgoing.edges[a];
            if (y[next] == 0) {
                int kind = last < 0 ? -1 : turns.coordinate(last, a);
                y[next] = 1;
                if (kind >= 0) {
                    y[kind]++;
                }
                walks(turns, next, graph.heads[next], target, y, all);
                y[next] = 0;
                if (kind >= 0) {
                    y[kind]--;
                }
            }
        }
    }

    @Example
    void everyRuleOfTheContractHolds() {
        FlatGraph graph = town(3, 2, 0, new Random(1));
        Turns turns = turns(graph, 3, EnumSet.allOf(TurnKind.class));
        TurnFamily family = new TurnFamily(turns);
        List<double[]> walks = new ArrayList<>();
        walks(turns, -1, 0, 5, new double[graph.tails.length + 4], walks);
        assertTrue(walks.stream().anyMatch(y -> y[graph.tails.length] > 1), "some go left twice");
        OracleContract contract = OracleContract.of(family.oracle("0", "5"))
                .thetas(24)
                .vertices(BruteForceOracle.of(Sense.MINIMIZE, walks.toArray(new double[0][])))
                .family(List.of(family.oracle("0", "3"), family.oracle("1", "1")));
        for (RuleResult result : contract.verifyAll()) {
            assertFalse(result.isFailure(), result::toString);
        }
        GraphOracle oracle = family.oracle("0", "5");
        for (double[] y : walks.subList(0, 50)) {
            assertTrue(oracle.violation(y).isEmpty(), () -> oracle.violation(y).orElseThrow());
        }
        double[] y = walks.get(0);
        y[0] = 2 * y[0] + 2;
        assertMessage(new Exception(oracle.violation(y).orElseThrow()), "no path has an edge twice");
        assertFalse(oracle.traits().contains(Trait.ZERO_ONE));
    }

    @Property(seed = "1", tries = 200)
    void theAngleTellsTheKind(
            @ForAll @DoubleRange(min = -179, max = 179) double angle,
            @ForAll @DoubleRange(min = 0, max = 360) double start,
            @ForAll @DoubleRange(min = 0.1, max = 9) double length) {
        double in = Math.toRadians(start);
        double out = Math.toRadians(start + angle);
        TurnKind kind = TurnKind.between(Math.cos(in), Math.sin(in), length * Math.cos(out), length * Math.sin(out));
        double size = Math.abs(angle);
        if (Math.abs(size - 30) > 1e-9 && Math.abs(size - 160) > 1e-9) {
            TurnKind side = angle > 0 ? TurnKind.LEFT : TurnKind.RIGHT;
            assertEquals(size < 30 ? TurnKind.STRAIGHT : size > 160 ? TurnKind.U_TURN : side, kind);
        }
    }

    @Example
    void anEdgeOfLengthZeroGoesStraight() {
        for (int x = -1; x <= 1; x++) {
            for (int y = -1; y <= 1; y++) {
                assertEquals(TurnKind.STRAIGHT, TurnKind.between(x, y, 0, 0));
                assertEquals(TurnKind.STRAIGHT, TurnKind.between(0, 0, x, y));
            }
        }
    }

    @Example
    void turnsOfAGraphOfOnesOwn() {
        Graph<String, DefaultEdge> roads = new SimpleDirectedGraph<>(DefaultEdge.class);
        List.of("s", "left", "right", "t").forEach(roads::addVertex);
        DefaultEdge[] edges = {
            roads.addEdge("s", "right"),
            roads.addEdge("right", "t"),
            roads.addEdge("s", "left"),
            roads.addEdge("left", "t")
        };
        double[] x = {0, 0, 1, 1}; // from the lower left corner of a square to the upper right one
        double[] y = {0, 1, 0, 1};
        List<String> names = List.of("s", "left", "right", "t");
        GraphOracle oracle = ShortestPath.turning(
                roads,
                "s",
                "t",
                name -> x[names.indexOf(name)],
                name -> y[names.indexOf(name)],
                Set.of(TurnKind.RIGHT, TurnKind.LEFT));
        assertEquals(
                List.of(edges[0], edges[1], edges[2], edges[3], TurnKind.LEFT, TurnKind.RIGHT), oracle.coordinates());
        assertArrayEquals(new double[] {0, 0, 1, 1, 0, 1}, oracle.solve(new double[] {1, 1, 1, 1, 5, 0}));
        assertArrayEquals(new double[] {1, 1, 0, 0, 1, 0}, oracle.solve(new double[] {1, 1, 1, 1, 0, 5}));
        assertMessage(
                assertThrows(
                        InvalidArgumentException.class,
                        () -> ShortestPath.turning(roads, "s", "t", name -> 0, name -> 0, Set.of())),
                "turn-kinds is empty");
        Set<TurnKind> kinds = Set.of(TurnKind.RIGHT);
        assertMessage(
                assertThrows(
                        InvalidArgumentException.class,
                        () -> ShortestPath.turning(roads, "s", "t", name -> 0, name -> Double.NaN, kinds)),
                "y[0] = NaN is not finite");
    }

    private static double[][] read(String text) throws Exception {
        FlatGraph graph = FlatGraph.named(true, new int[] {0}, new int[] {1}, List.of("a", "b"));
        Path file = Files.createTempFile("positions", ".csv");
        try {
            Files.writeString(file, text);
            return Lines.read(file, lines -> new PositionReader(lines, graph).read());
        } finally {
            Files.delete(file);
        }
    }

    @Example
    void positionsAreReadByTheirHeader() throws Exception {
        double[][] places = read("y,vertex,x\n1,a,2\n9,z,9\n\n3,b,4\n");
        assertArrayEquals(new double[] {2, 4}, places[0]);
        assertArrayEquals(new double[] {1, 3}, places[1]);
        assertMalformed("vertex,x\na,1\n", "'vertex,x' is not a header with the columns vertex,x,y");
        assertMalformed("vertex,x,y\na,1\n", "'a,1' has 2 column(s), not 3 as the header");
        assertMalformed("vertex,x,y\na,1,east\n", "y = 'east' is not a number");
        assertMalformed("vertex,x,y\na,NaN,1\n", "x = 'NaN' is not finite");
        assertMalformed("vertex,x,y\na,1,1\n", "vertex 'b' has no row");
    }

    private static void assertMalformed(String text, String problem) {
        assertMessage(assertThrows(DataException.class, () -> read(text)), problem);
    }
}
