package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.exact.SoftPaths;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.GridPath;
import io.dither.jgrapht.LongestPath;
import io.dither.jgrapht.ShortestPath;
import io.dither.jgrapht.SpanningTree;
import io.dither.jgrapht.graph.Turn;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.layer.Decision;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedMultigraph;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks that path oracles show are those on which they solve. */
class PathNetworksTest {
    @TempDir
    Path temporary = Path.of("");

    /** A ring of ten with chords, both ways. */
    private static Graph<Integer, DefaultEdge> ring(boolean directed) {
        Graph<Integer, DefaultEdge> graph =
                directed ? new DirectedMultigraph<>(DefaultEdge.class) : new SimpleGraph<>(DefaultEdge.class);
        for (int v = 0; v < 10; v++) {
            graph.addVertex(v);
        }
        for (int v = 0; v < 10; v++) {
            graph.addEdge(v, (v + 1) % 10);
            if (directed) {
                graph.addEdge((v + 1) % 10, v);
                graph.addEdge(v, (v + 3) % 10);
            }
        }
        return graph;
    }

    private static List<Turn<DefaultEdge>> turns(Graph<Integer, DefaultEdge> graph) {
        List<Turn<DefaultEdge>> turns = new ArrayList<>();
        for (DefaultEdge from : graph.edgeSet()) {
            for (DefaultEdge into : graph.outgoingEdgesOf(graph.getEdgeTarget(from))) {
                if (graph.getEdgeTarget(into) != graph.getEdgeSource(from) + 1) {
                    turns.add(new Turn<>(from, into));
                }
            }
        }
        return turns;
    }

    private static double[] random(int size, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] x = new double[size];
        Arrays.setAll(x, i -> 1 + random.nextDouble());
        return x;
    }

    /** Where epsilon is small the mean path is the one that the oracle finds. */
    private static void assertShown(GraphOracle oracle) {
        for (long seed = 1; seed <= 5; seed++) {
            double[] theta = random(oracle.dimension(), seed);
            double[] path = oracle.solve(theta);
            ValueAndGradient soft = SoftPaths.of(oracle, 1e-5).smoothed(theta, NoiseKey.ZERO);
            assertArrayEquals(path, soft.gradient().values(), 1e-6);
            assertEquals(Decision.of(path).point().dot(theta), soft.value(), 1e-6);
        }
    }

    @Test
    void edgesAndVerticesDirectedOrNot() {
        for (WeightsOn weights : WeightsOn.values()) {
            assertShown(ShortestPath.oracle(ring(true), 0, 5, weights));
            assertShown(ShortestPath.oracle(ring(false), 0, 4, weights));
            assertShown(ShortestPath.oracle(ring(true), 0, 1, weights).between(7, 3));
        }
        assertShown(GridPath.cells(5, 6, 8));
        assertShown(GridPath.arcs(5, 6));
    }

    @Test
    void longestPathsAreScores() {
        Graph<Integer, DefaultEdge> graph = new DirectedMultigraph<>(DefaultEdge.class);
        for (int v = 0; v < 8; v++) {
            graph.addVertex(v);
            for (int u = Math.max(0, v - 3); u < v; u++) {
                graph.addEdge(u, v);
            }
        }
        GraphOracle oracle = LongestPath.oracle(graph, 0, 7, WeightsOn.EDGES);
        assertEquals(Sense.MAXIMIZE, oracle.sense());
        assertShown(oracle);
    }

    @Test
    void turnsArePaidBetweenEdges() {
        Graph<Integer, DefaultEdge> graph = ring(true);
        GraphOracle turning = ShortestPath.turning(graph, 0, 5, turns(graph));
        assertShown(turning);
        assertShown(turning.between(8, 2));
    }

    @Test
    void freeTurnsChangeNothing() {
        Graph<Integer, DefaultEdge> graph = ring(true);
        GraphOracle plain = ShortestPath.oracle(graph, 0, 5, WeightsOn.EDGES);
        GraphOracle turning = ShortestPath.turning(graph, 0, 5, turns(graph));
        double[] theta = random(plain.dimension(), 3);
        ValueAndGradient without = SoftPaths.of(plain, 0.8).smoothed(theta, NoiseKey.ZERO);
        ValueAndGradient with =
                SoftPaths.of(turning, 0.8).smoothed(Arrays.copyOf(theta, turning.dimension()), NoiseKey.ZERO);
        assertEquals(without.value(), with.value(), 1e-12);
        double[] edges = Arrays.copyOf(with.gradient().values(), plain.dimension());
        assertArrayEquals(without.gradient().values(), edges, 1e-12);
    }

    @Test
    void verticesThatPathsDoNotCrossAreClosedWithTurnsToo() throws IOException {
        StringBuilder rows = new StringBuilder("source,target\n");
        for (int v = 0; v < 10; v++) {
            rows.append("v%d,v%d%nv%d,v%d%nv%d,v%d%n".formatted(v, (v + 1) % 10, (v + 1) % 10, v, v, (v + 3) % 10));
        }
        Path file = Files.writeString(temporary.resolve("ring.csv"), rows);
        for (String more : List.of("", ",u-turns=true")) {
            GraphOracle oracle = (GraphOracle) OracleRegistry.discover()
                    .create("jgrapht-shortest-path:file=" + file
                            + ",format=csv,source=v0,target=v5,no-through=(v3,v6,v4,v5)" + more);
            assertShown(oracle);
            assertShown(oracle.between("v3", "v8"));
        }
    }

    @Test
    void treesAreNoTrips() {
        assertFalse(SoftPaths.isAvailable(SpanningTree.oracle(ring(false), Sense.MINIMIZE)));
    }
}
