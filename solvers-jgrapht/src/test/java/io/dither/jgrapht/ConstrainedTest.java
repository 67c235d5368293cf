package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracles.Oracles;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Graphs without some of their edges, with theta and y as long as before. */
class ConstrainedTest {
    private static void assertKeepsEveryRule(GraphOracle whole, int... zeros) {
        LinearOracle oracle = Oracles.constrained(whole, zeros);
        BruteForceOracle vertices = BruteForceOracle.zeroOne(whole.sense(), whole.dimension(), y -> {
            double ones = 0;
            for (int zero : zeros) {
                ones += y[zero];
            }
            return ones == 0 && whole.violation(y).isEmpty();
        });
        for (RuleResult result :
                OracleContract.of(oracle).thetas(16).vertices(vertices).verifyAll()) {
            assertFalse(result.isFailure(), result::toString);
        }
        assertEquals(
                whole.coordinates(),
                oracle.as(NamedCoordinates.class).orElseThrow().coordinates());
    }

    @Test
    void everyRuleOfTheContractHolds() {
        FlatGraph graph = FlatGraph.compile(RandomGraphs.connected(7, 14, new Random(3)));
        FlatGraph complete = FlatGraph.complete(6, 2);
        assertKeepsEveryRule(new PathFamily(graph, WeightsOn.EDGES).oracle(0, 6), 8, 9);
        assertKeepsEveryRule(SpanningTree.oracle(complete, Sense.MAXIMIZE), 0, 7, 12);
        FlatGraph acyclic = FlatGraph.compile(RandomGraphs.graph(RandomGraphs.Shape.ACYCLIC, 4, new Random(5)));
        assertKeepsEveryRule(PathFamily.longest(acyclic, WeightsOn.EDGES).oracle(0, 3), 0);
    }

    @Test
    void fromText() {
        OracleRegistry registry = OracleRegistry.discover();
        LinearOracle tree = registry.create("constrained:of=(jgrapht-spanning-tree:complete=3),zeros=(0)");
        assertArrayEquals(new double[] {0, 1, 1}, tree.solve(new double[] {1, 2, 3}));
        assertEquals(
                3,
                registry.create("constrained:of=(jgrapht-spanning-tree:complete=3),zeros=()")
                        .dimension());
        OracleException none = assertThrows(
                OracleException.class,
                () -> registry.create("constrained:of=(jgrapht-spanning-tree:complete=3),zeros=(0,1)"));
        assertEquals(OracleException.Code.INFEASIBLE, none.code());
    }

    @Test
    void whatCannotBeLeftOutIsRefused() {
        GraphOracle tree = SpanningTree.complete(4, Sense.MINIMIZE);
        assertSame(tree, Oracles.constrained(tree));
        assertRefused("zeros holds 6, which is not a coordinate", tree, 6);
        assertRefused("zeros holds all 6", tree, 0, 1, 2, 3, 4, 5);
        assertRefused("cannot be left out", GridPath.cells(2, 2, 4), 0);
        assertRefused("cannot leave out coordinates", Oracles.ranking(3), 0);
    }

    private static void assertRefused(String problem, LinearOracle oracle, int... zeros) {
        assertMessage(assertThrows(InvalidArgumentException.class, () -> Oracles.constrained(oracle, zeros)), problem);
    }
}
