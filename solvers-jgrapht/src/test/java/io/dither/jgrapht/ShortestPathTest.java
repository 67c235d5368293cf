package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.graph.WeightsOn;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shortest paths on small graphs with known answers, and what is refused. */
class ShortestPathTest {
    private static Graph<String, DefaultEdge> fill(Graph<String, DefaultEdge> graph, String... edges) {
        for (String edge : edges) {
            graph.addVertex(edge.substring(0, 1));
            graph.addVertex(edge.substring(1));
            graph.addEdge(edge.substring(0, 1), edge.substring(1));
        }
        return graph;
    }

    private static Graph<String, DefaultEdge> directed(String... edges) {
        return fill(new SimpleDirectedGraph<>(DefaultEdge.class), edges);
    }

    @Test
    void acyclicGraphsTakeNegativeCosts() {
        // the cheap first step is a trap: the way by b wins through its negative second step
        GraphOracle oracle = ShortestPath.oracle(directed("sa", "at", "sb", "bt"), "s", "t", WeightsOn.EDGES);
        assertArrayEquals(new double[] {0, 0, 1, 1}, oracle.solve(new double[] {-1, 0, 5, -7}));
    }

    @Test
    void aPathThatEndsTooEarlyIsToldSo() {
        GraphOracle oracle = ShortestPath.oracle(directed("sa", "at", "sb", "bt"), "s", "t", WeightsOn.EDGES);
        assertEquals(
                "it ends at 'a', before its end 't'",
                oracle.violation(new double[] {1, 0, 0, 0}).orElseThrow());
    }

    @Test
    void bothEndsArePaidWhereVerticesHaveCosts() {
        GraphOracle oracle = ShortestPath.oracle(directed("sa", "at", "sb", "bt"), "s", "t", WeightsOn.VERTICES);
        assertEquals(List.of("s", "a", "t", "b"), oracle.coordinates());
        assertArrayEquals(new double[] {1, 0, 1, 1}, oracle.solve(new double[] {1, 5, 1, 2}));
    }

    @Test
    void negativeCostsOnACycleAreRefusedByCoordinate() {
        GraphOracle oracle = ShortestPath.oracle(directed("sa", "as", "at"), "s", "t", WeightsOn.EDGES);
        OracleException refused = assertThrows(OracleException.class, () -> oracle.solve(new double[] {1, -2, 1}));
        assertEquals(OracleException.Code.INVALID_INPUT, refused.code());
        assertMessage(refused, "theta[1] = -2.0 is outside the domain");
    }

    @Test
    void noPathIsInfeasibleAndNamesBothEnds() {
        Graph<String, DefaultEdge> graph = directed("sa", "ta");
        OracleException refused =
                assertThrows(OracleException.class, () -> ShortestPath.oracle(graph, "s", "t", WeightsOn.EDGES));
        assertEquals(OracleException.Code.INFEASIBLE, refused.code());
        assertMessage(refused, "from vertex 's' to vertex 't'");
    }

    @Test
    void anUndirectedEdgeLeadsBothWays() {
        GraphOracle oracle = ShortestPath.oracle(
                fill(new SimpleGraph<>(DefaultEdge.class), "as", "ta", "st"), "s", "t", WeightsOn.EDGES);
        assertArrayEquals(new double[] {1, 1, 0}, oracle.solve(new double[] {1, 1, 3}));
    }

    @Test
    void zeroCostCyclesEnd() {
        GraphOracle oracle = ShortestPath.oracle(directed("sa", "ab", "ba", "bs", "bt"), "s", "t", WeightsOn.EDGES);
        assertArrayEquals(new double[] {1, 1, 0, 0, 1}, oracle.solve(new double[5]));
    }

    @ParameterizedTest
    @EnumSource
    void hugeCostsStillGiveAPath(WeightsOn on) {
        Graph<String, DefaultEdge> graph = directed("sa", "ab", "ba", "bt");
        GraphOracle oracle = ShortestPath.oracle(graph, "s", "t", on);
        double[] theta = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        assertArrayEquals(
                on == WeightsOn.EDGES ? new double[] {1, 1, 0, 1} : new double[] {1, 1, 1, 1}, oracle.solve(theta));
    }

    @Test
    void sourceAndTargetMayCoincide() {
        Graph<String, DefaultEdge> graph = directed("sa", "as");
        assertArrayEquals(
                new double[] {0, 0},
                ShortestPath.oracle(graph, "s", "s", WeightsOn.EDGES).solve(new double[] {1, 1}));
        assertArrayEquals(
                new double[] {1, 0},
                ShortestPath.oracle(graph, "s", "s", WeightsOn.VERTICES).solve(new double[] {1, 1}));
    }

    @Test
    void laterChangesOfTheGraphAreNotSeen() {
        Graph<String, DefaultEdge> graph = directed("sa", "at");
        GraphOracle oracle = ShortestPath.oracle(graph, "s", "t", WeightsOn.EDGES);
        graph.addEdge("s", "t");
        assertEquals(2, oracle.dimension());
        assertThrows(
                UnsupportedOperationException.class, () -> oracle.coordinates().remove(0));
    }

    @Test
    void ofParallelEdgesTheFirstWinsATie() {
        Graph<String, DefaultEdge> graph = fill(new DirectedPseudograph<>(DefaultEdge.class), "st", "st", "ts");
        GraphOracle oracle = ShortestPath.oracle(graph, "s", "t", WeightsOn.EDGES);
        assertArrayEquals(new double[] {1, 0, 0}, oracle.solve(new double[] {2, 2, 0}));
    }

    @Test
    void unknownVerticesAndEmptyGraphsAreRefused() {
        assertRefused(directed("sa"), "s", "x", "target = 'x' is not a vertex");
        assertRefused(directed("sa"), "x", "s", "source = 'x' is not a vertex");
        assertRefused(directed(), "s", "t", "it has no vertex");
        Graph<String, DefaultEdge> lonely = directed();
        lonely.addVertex("s");
        assertRefused(lonely, "s", "s", "graph has no edges");
    }

    private static void assertRefused(Graph<String, DefaultEdge> graph, String source, String target, String problem) {
        InvalidArgumentException refused = assertThrows(
                InvalidArgumentException.class, () -> ShortestPath.oracle(graph, source, target, WeightsOn.EDGES));
        assertMessage(refused, problem);
        assertMessage(refused, "Maybe");
    }
}
