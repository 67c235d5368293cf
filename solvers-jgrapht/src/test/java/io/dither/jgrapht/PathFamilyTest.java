package io.dither.jgrapht;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.random.KeyedRandom;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.ArrayList;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Paths of one graph that differ in their ends. */
class PathFamilyTest {
    /** A square of two-way streets. */
    private static Graph<Integer, DefaultEdge> streets(int side) {
        Graph<Integer, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        for (int v = 0; v < side * side; v++) {
            graph.addVertex(v);
        }
        for (int v = 0; v < side * side; v++) {
            if (v % side + 1 < side) {
                graph.addEdge(v, v + 1);
                graph.addEdge(v + 1, v);
            }
            if (v + side < side * side) {
                graph.addEdge(v, v + side);
                graph.addEdge(v + side, v);
            }
        }
        return graph;
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatTurnsAnswersAsAFreshOne(WeightsOn on) {
        GraphOracle home = ShortestPath.oracle(streets(5), 0, 24, on);
        KeyedRandom random = new KeyedRandom(6);
        List<LinearOracle> trips = new ArrayList<>();
        for (int trip = 0; trip < 20; trip++) {
            trips.add(home.between(random.nextInt(25), random.nextInt(25)));
        }
        RuleResult result = OracleContract.of(home).family(trips).verify(OracleRule.RETARGETING);
        assertEquals(RuleResult.Status.PASSED, result.status(), result::toString);
        for (LinearOracle trip : trips) {
            RuleResult member = OracleContract.of(trip).verify(OracleRule.MEMBERSHIP);
            assertEquals(RuleResult.Status.PASSED, member.status(), member::toString);
        }
        try (OracleSession session = home.openSession()) {
            RetargetableSession family = (RetargetableSession) session;
            assertFalse(family.retarget(ShortestPath.oracle(streets(5), 0, 24, on)), "another graph");
        }
    }

    @Test
    void whatIsNoPathIsSaidToBeNone() {
        GraphOracle oracle = ShortestPath.oracle(streets(3), 0, 8, WeightsOn.EDGES);
        double[] path = oracle.solve(new double[oracle.dimension()]);
        assertTrue(oracle.violation(path).isEmpty());
        assertTrue(oracle.violation(new double[path.length]).isPresent());
        double[] broken = path.clone();
        for (int i = 0; i < broken.length; i++) {
            if (broken[i] == 1) {
                broken[i] = 0;
                assertTrue(oracle.violation(broken).isPresent());
                broken[i] = 1;
            } else {
                broken[i] = 1;
                assertTrue(oracle.violation(broken).isPresent());
                broken[i] = 0;
            }
        }
        broken[0] = 2.5;
        assertTrue(oracle.violation(broken).orElseThrow().contains("2.5"));
    }

    @Test
    void wrongEndsAreNamed() {
        GraphOracle oracle = ShortestPath.oracle(streets(3), 0, 8, WeightsOn.EDGES);
        var unknown = assertThrows(InvalidArgumentException.class, () -> oracle.between(0, 9));
        assertTrue(String.valueOf(unknown.getMessage()).startsWith("target = '9' is not a vertex"));
        var tree = SpanningTree.complete(4, io.dither.oracle.Sense.MINIMIZE);
        assertThrows(InvalidArgumentException.class, () -> tree.between(0, 1));
    }

    /** In a graph above the limit of the sweeps nobody walks over all of it for each trip. */
    @ParameterizedTest
    @EnumSource
    void aLargeGraphFindsOutInTheSolveThatNoPathLeadsThere(WeightsOn on) {
        Graph<Integer, DefaultEdge> graph = streets(65);
        graph.addVertex(-1);
        graph.addEdge(-1, 0);
        GraphOracle oracle = ShortestPath.oracle(graph, -1, 5, on).between(5, -1);
        double[] costs = new double[oracle.dimension()];
        java.util.Arrays.fill(costs, 1);
        OracleException failure = assertThrows(OracleException.class, () -> oracle.solve(costs));
        assertEquals(OracleException.Code.INFEASIBLE, failure.code());
    }
}
