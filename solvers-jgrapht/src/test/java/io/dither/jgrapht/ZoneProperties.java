package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertSameValue;
import static io.dither.jgrapht.Answers.byCoordinate;
import static io.dither.jgrapht.Answers.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsSubgraph;
import org.jgrapht.graph.DefaultEdge;

/** Vertices in which paths may start and end but which they do not cross. */
class ZoneProperties {
    /** A simple path crosses no zone just where the graph without the zones that are not its ends holds it. */
    @Property(seed = "1", tries = 1500)
    void enumerationFindsNothingCheaper(
            @ForAll Shape shape,
            @ForAll WeightsOn on,
            @ForAll @IntRange(min = 2, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 6) int zones,
            @ForAll long seed) {
        Random random = new Random(seed);
        boolean dense = shape == Shape.DIRECTED_DENSE || shape == Shape.UNDIRECTED_DENSE;
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(dense ? Shape.DIRECTED : shape, n, random);
        FlatGraph flat = FlatGraph.compile(graph).closedBelow(Math.min(zones, n));
        int source = random.nextInt(n);
        int target = random.nextInt(n);
        GraphOracle oracle = new PathFamily(flat, on).between(source, target);
        GraphOracle open = new PathFamily(FlatGraph.compile(graph), on).between(source, target);
        boolean anySign = oracle.domain().isEverywhere();
        double[] theta = RandomGraphs.theta(oracle.dimension(), anySign, random);
        Graph<Integer, DefaultEdge> allowed = new AsSubgraph<>(
                graph,
                graph.vertexSet().stream()
                        .filter(v -> v >= zones || v == source || v == target)
                        .collect(Collectors.toSet()));
        double least = BruteForce.path(allowed, source, target, byCoordinate(oracle, theta), on);
        if (least == Double.POSITIVE_INFINITY) {
            var refused = assertThrows(OracleException.class, () -> oracle.solve(theta));
            assertEquals(OracleException.Code.INFEASIBLE, refused.code());
            return;
        }
        assertSameValue(least, value(oracle, theta));
        double[] y = oracle.solve(theta);
        assertTrue(oracle.violation(y).isEmpty());
        double[] shortcut = open.solve(theta);
        if (value(open, theta) < least - 1e-9) {
            assertTrue(oracle.violation(shortcut).isPresent());
        }
    }

    /** The zones 0 and 1 make a shortcut from 2 to 4 by way of 3, and ends of their own. */
    private static FlatGraph town() {
        return FlatGraph.named(
                        true,
                        new int[] {2, 0, 2, 3, 1, 4, 0},
                        new int[] {0, 4, 3, 4, 2, 1, 2},
                        List.of("z0", "z1", "a", "b", "c"))
                .closedBelow(2);
    }

    @Example
    void aZoneIsNoShortcut() {
        double[] costs = {1, 1, 5, 5, 1, 1, 1};
        PathFamily edges = new PathFamily(town(), WeightsOn.EDGES);
        assertEquals(10, value(edges.oracle(2, 4), costs));
        assertEquals(1, value(edges.oracle(2, 0), costs), "a path may end in a zone");
        assertEquals(11, value(edges.oracle(1, 4), costs), "and start in one");
        assertEquals(2, value(edges.oracle(0, 1), costs), "or both");
        PathFamily vertices = new PathFamily(town(), WeightsOn.VERTICES);
        assertEquals(10, value(vertices.oracle(2, 4), new double[] {0, 0, 1, 8, 1}));
    }

    @Example
    void whatCrossesAZoneIsNoPath() {
        GraphOracle edges = new PathFamily(town(), WeightsOn.EDGES).oracle(2, 4);
        assertEquals(
                "it crosses vertex 'z0', where paths may only start or end",
                edges.violation(new double[] {1, 1, 0, 0, 0, 0, 0}).orElseThrow());
        assertTrue(edges.violation(new double[] {0, 0, 1, 1, 0, 0, 0}).isEmpty());
        GraphOracle vertices = new PathFamily(town(), WeightsOn.VERTICES).oracle(2, 4);
        assertEquals(
                "it crosses vertex 'z0', where paths may only start or end",
                vertices.violation(new double[] {1, 0, 1, 0, 1}).orElseThrow());
        assertTrue(vertices.violation(new double[] {0, 0, 1, 1, 1}).isEmpty());
        assertFalse(vertices.violation(new double[] {0, 0, 1, 0, 1}).isEmpty(), "they do not touch");
    }

    @Example
    void aWayAcrossZonesAloneIsNone() {
        FlatGraph graph = FlatGraph.named(true, new int[] {1, 0}, new int[] {0, 2}, List.of("z", "a", "b"));
        PathFamily closed = new PathFamily(graph.closedBelow(1), WeightsOn.EDGES);
        var refused = assertThrows(OracleException.class, () -> closed.oracle(1, 2));
        assertEquals(OracleException.Code.INFEASIBLE, refused.code());
        Answers.assertMessage(refused, "Paths do not cross 1 vertices");
        assertEquals(2, value(new PathFamily(graph, WeightsOn.EDGES).oracle(1, 2), new double[] {1, 1}));
    }
}
