package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.Algorithm;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.kernel.EdgeDijkstra;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Paths from one source to several targets, added up. */
class PathSumProperties {
    private static PathFamily family(Shape shape, int n, int zones, Random random) {
        FlatGraph graph = FlatGraph.compile(RandomGraphs.graph(shape, n, random));
        return new PathFamily(graph.closedBelow(Math.min(zones, n)), WeightsOn.EDGES, Algorithm.FLAT);
    }

    private static void assertSays(String violation, String part) {
        assertTrue(violation.contains(part), violation);
    }

    /** One kernel is used for all groups of trips; on random graphs with and without ties, zones and unreachable targets. */
    @Property(seed = "1", tries = 300)
    void theAnswerIsTheSumOfTheAnswers(
            @ForAll Shape shape,
            @ForAll @IntRange(min = 2, max = 40) int n,
            @ForAll @IntRange(max = 4) int zones,
            @ForAll long seed) {
        Random random = new Random(seed);
        PathFamily family = family(shape, n, zones, random);
        int d = family.graph().edges.size();
        EdgeDijkstra together = new EdgeDijkstra(0, new int[] {0}, family.outgoing());
        EdgeDijkstra alone = new EdgeDijkstra(0, new int[] {0}, family.outgoing());
        for (int group = 0; group < 8; group++) {
            double[] theta = RandomGraphs.theta(d, false, random);
            int[] targets = new int[1 + random.nextInt(6)];
            Arrays.setAll(targets, k -> random.nextInt(n));
            int source = random.nextInt(n);
            Vertex sum = new Vertex(d);
            PathSums sums = new PathSums(family, source, targets);
            assertTrue(sums.retarget(together));
            double[] expected = new double[d];
            try {
                for (int target : targets) {
                    Vertex path = new Vertex(d);
                    alone.retarget(new PathProblem(family.graph(), source, target, WeightsOn.EDGES));
                    alone.solve(theta, path);
                    path.addTo(expected, 1);
                }
            } catch (OracleException noPath) {
                assertThrows(OracleException.class, () -> together.solve(theta, sum));
                continue;
            }
            together.solve(i -> theta[i], sum);
            assertArrayEquals(expected, sum.toArray());
            assertTrue(family.oracle(sums).violation(sum).isEmpty());
        }
    }

    @Property(seed = "2", tries = 5)
    void everyRuleIsKept(@ForAll Shape shape) {
        PathFamily family = family(shape, 15, 3, new Random(5));
        boolean[] reached = family.outgoing().reach(0);
        int[] near = IntStream.range(1, 15).filter(v -> reached[v]).limit(4).toArray();
        GraphOracle oracle = family.oracle(new PathSums(
                family,
                0,
                IntStream.concat(IntStream.of(14, 14, 0), IntStream.of(near)).toArray()));
        OracleContract contract = OracleContract.of(oracle)
                .thetas(16)
                .family(List.of(
                        family.oracle(new PathSums(family, 0, near)),
                        family.oracle(new PathSums(family, 14, new int[] {14})),
                        family.oracle(new PathSums(family, 0, new int[] {near[1], near[0], near[1]}))));
        for (OracleRule rule : OracleContract.rules()) {
            RuleResult result = contract.verify(rule);
            assertFalse(result.isFailure(), result::toString);
        }
        for (OracleRule rule : List.of(OracleRule.RETARGETING, OracleRule.MEMBERSHIP, OracleRule.ON_DEMAND)) {
            assertEquals(RuleResult.Status.PASSED, contract.verify(rule).status());
        }
        assertFalse(oracle.traits().contains(Trait.ZERO_ONE));
    }

    /** With one path more or less on an edge, vertices no longer balance. */
    @Property(seed = "3", tries = 60)
    void whatIsNoSumOfPathsIsSaidToBeNone(@ForAll boolean directed, @ForAll long seed) {
        Random random = new Random(seed);
        PathFamily family = family(directed ? Shape.DIRECTED : Shape.UNDIRECTED, 12, 0, random);
        GraphOracle oracle = family.oracle(new PathSums(family, 0, new int[] {11, 11, 0}));
        int d = oracle.dimension();
        double[] y = oracle.solve(RandomGraphs.theta(d, false, random));
        assertTrue(oracle.violation(y).isEmpty());
        int e = random.nextInt(d);
        if (family.graph().tails[e] != family.graph().heads[e]) {
            y[e] += y[e] > 0 && random.nextBoolean() ? -1 : 1;
            assertSays(oracle.violation(y).orElseThrow(), "it is not a sum of 3 paths");
            y[e] += 0.5;
            assertSays(oracle.violation(y).orElseThrow(), "neither 0 nor 1");
        }
    }

    @Example
    void aCircleApartIsNoPath() {
        FlatGraph graph = FlatGraph.named(true, new int[] {0, 2, 3}, new int[] {1, 3, 2}, List.of("a", "b", "c", "d"));
        PathFamily family = new PathFamily(graph, WeightsOn.EDGES, Algorithm.FLAT);
        GraphOracle oracle = family.oracle(0, 1).to("a", "b", "b");
        assertTrue(oracle.violation(new double[] {2, 0, 0}).isEmpty());
        assertSays(
                oracle.violation(new double[] {2, 1, 1}).orElseThrow(), "the source does not reach some of its edges");
    }

    /** The order in which they are added means nothing. */
    @Example
    void tripsOfOneSourceAddUp() {
        PathFamily family = new PathFamily(GridGraphs.streets(6, true), WeightsOn.EDGES, Algorithm.FLAT);
        double[] theta = RandomGraphs.theta(family.graph().edges.size(), false, new Random(4));
        List<GraphOracle> trips = new ArrayList<>();
        double[] expected = new double[theta.length];
        for (int target : new int[] {35, 7, 20, 7}) {
            trips.add(family.between("v14", "v" + target));
            double[] path = trips.get(trips.size() - 1).solve(theta);
            Arrays.setAll(expected, i -> expected[i] + path[i]);
        }
        GraphOracle sum = trips.get(0).to("v14", "v7", "v35", "v20", "v7");
        assertArrayEquals(expected, sum.solve(theta));
        assertArrayEquals(trips.get(0).solve(theta), sum.between("v14", "v35").solve(theta));
    }

    @Example
    void whatCannotBeAddedSaysSo() {
        FlatGraph graph = GridGraphs.streets(4, false);
        for (GraphOracle none : List.of(
                new PathFamily(graph, WeightsOn.VERTICES, Algorithm.FLAT).oracle(0, 1),
                new PathFamily(graph, WeightsOn.EDGES, Algorithm.BELLMAN_FORD).oracle(0, 1))) {
            var refused = assertThrows(InvalidArgumentException.class, () -> none.to("v0", "v1", "v2"));
            assertMessage(refused, "along edges");
        }
        GraphOracle tree = SpanningTree.complete(4, io.dither.oracle.Sense.MINIMIZE);
        assertThrows(InvalidArgumentException.class, () -> tree.to("0", "1"));
        GraphOracle paths = new PathFamily(graph, WeightsOn.EDGES, Algorithm.FLAT).oracle(0, 1);
        assertThrows(InvalidArgumentException.class, () -> paths.to("v0"));
        assertMessage(
                assertThrows(InvalidArgumentException.class, () -> paths.to("v0", "v1", "v99")),
                "target = 'v99' is not a vertex");
    }

    /** On a graph without cycles too, where single paths take costs of any sign. */
    @Example
    void textNamesTargets() throws java.io.IOException {
        Path file = Files.createTempFile("roads", ".csv");
        try {
            Files.writeString(file, "source,target\na,b\na,c\nb,d\nc,d\n");
            String text = "jgrapht-shortest-path:file=" + file + ",format=csv,source=a,";
            OracleRegistry oracles = OracleRegistry.discover();
            assertArrayEquals(
                    new double[] {1, 2, 0, 1},
                    oracles.create(text + "targets=(b,d,c)").solve(new double[] {1, 1, 2, 1}));
            assertMessage(
                    assertThrows(InvalidArgumentException.class, () -> oracles.create(text + "targets=(b,d),target=b")),
                    "both given");
            assertMessage(
                    assertThrows(
                            InvalidArgumentException.class, () -> oracles.create(text + "weights=vertices,targets=b")),
                    "along edges");
            assertMessage(
                    assertThrows(
                            OracleException.class, () -> oracles.create(text.replace("=a,", "=b,") + "targets=(d,c)")),
                    "no path leads from vertex 'b' to vertex 'c'");
            assertThrows(InvalidArgumentException.class, () -> oracles.create(text + "weights=edges"));
        } finally {
            Files.delete(file);
        }
    }
}
