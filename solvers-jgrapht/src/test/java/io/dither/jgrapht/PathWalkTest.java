package io.dither.jgrapht;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.Algorithm;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathWalkTest {
    private static final int LAST = 4;

    private static GraphOracle paths(FlatGraph graph) {
        return new PathFamily(graph, WeightsOn.EDGES, Algorithm.FLAT).oracle(0, LAST);
    }

    /** All paths without cycles from a vertex to the last. */
    private static void list(FlatGraph graph, Arcs arcs, int u, boolean[] passed, double[] y, List<double[]> found) {
        if (u == LAST) {
            found.add(y.clone());
            return;
        }
        passed[u] = true;
        for (int a = arcs.start[u]; a < arcs.start[u + 1]; a++) {
            if (!passed[arcs.ends[a]] && (!graph.closed.holds(arcs.ends[a]) || arcs.ends[a] == LAST)) {
                y[arcs.edges[a]] = 1;
                list(graph, arcs, arcs.ends[a], passed, y, found);
                y[arcs.edges[a]] = 0;
            }
        }
        passed[u] = false;
    }

    @ParameterizedTest
    @EnumSource
    void allPathsWithoutCyclesAreWalkedInBalance(Shape shape) {
        for (int closed : new int[] {0, 2}) {
            FlatGraph graph;
            List<double[]> all;
            int seed = 0;
            do { // enough paths to tell, and few enough to compare all flows
                graph = FlatGraph.compile(RandomGraphs.graph(shape, LAST + 1, new Random(seed++)))
                        .closedBelow(closed);
                all = new ArrayList<>();
                double[] y = new double[graph.edges.size()];
                list(graph, Arcs.outgoing(graph), 0, new boolean[LAST + 1], y, all);
            } while (all.size() < 3 || all.size() > 100);
            OracleContract contract = OracleContract.of(paths(graph))
                    .vertices(BruteForceOracle.of(Sense.MINIMIZE, all.toArray(double[][]::new)));
            for (OracleRule rule : List.of(OracleRule.WALK_STEPS, OracleRule.WALK_BALANCE)) {
                RuleResult result = contract.verify(rule);
                assertEquals(RuleResult.Status.PASSED, result.status(), result.toString());
            }
        }
    }

    @Test
    void refusesWhatIsNoPathWithoutCycles() {
        int[] tails = {0, 1, 2, 1, 3};
        int[] heads = {1, 2, 1, 3, LAST};
        FlatGraph graph =
                new FlatGraph(true, tails, heads, List.of(0, 1, 2, 3, LAST), List.of("a", "b", "c", "d", "e"));
        try (Walk walk = paths(graph).as(Neighbourhood.class).orElseThrow().walk()) {
            walk.begin(new KeyedRandom(1));
            Vertex y = new Vertex(5);
            walk.write(y);
            walk.begin(y);
            y.add(1, 1);
            y.add(2, 1); // around 2 and back
            assertThrows(InvalidArgumentException.class, () -> walk.begin(y));
            assertThrows(InvalidArgumentException.class, () -> walk.begin(new Vertex(5)));
        }
        GraphOracle nowhere = paths(graph).between(LAST, 0);
        try (Walk walk = nowhere.as(Neighbourhood.class).orElseThrow().walk()) {
            assertThrows(OracleException.class, () -> walk.begin(new KeyedRandom(1)));
        }
    }
}
