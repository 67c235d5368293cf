package io.dither.ortools.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.RetargetableSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTest {
    private static final OracleRegistry REGISTRY = OracleRegistry.discover();

    @TempDir
    Path folder = Path.of("");

    private String file(String rows) throws IOException {
        return "file=" + Files.writeString(folder.resolve("net.csv"), rows);
    }

    private static Code code(LinearOracle oracle, double... theta) {
        return assertThrows(OracleException.class, () -> oracle.solve(theta)).code();
    }

    @Test
    void aFileAndSuppliesByName() throws IOException {
        String net = file("from,to,capacity\nplant,hub,5\nhub,shop,3\nplant,shop,4\n");
        LinearOracle oracle = REGISTRY.create("ortools-min-cost-flow:" + net + ",supplies=(plant:6;shop:-6)");
        assertArrayEquals(new double[] {3, 3, 3}, oracle.solve(new double[] {1, 1, 3}), 0);
        assertArrayEquals(new double[] {2, 2, 4}, oracle.solve(new double[] {2, 2, 3}), 0);
        assertEquals(List.of("plant->hub", "hub->shop", "plant->shop"), ((NamedCoordinates) oracle).coordinates());
        LinearOracle wider =
                REGISTRY.create("ortools-min-cost-flow:" + net + ",supplies=(plant:6;shop:-6),capacities=(6,6,6)");
        assertArrayEquals(new double[] {6, 6, 0}, wider.solve(new double[] {1, 1, 3}), 0);
    }

    @Test
    void cyclesOfNegativeCostAreFilled() {
        LinearOracle oracle = OrToolsMinCostFlow.oracle(FlowGraphs.small(2), 0, 0, 0, 0, 0);
        assertArrayEquals(
                new double[] {0, 0, 0, 1, 0, 1, 0, 0}, oracle.solve(new double[] {0, 0, 9, -3, 9, 2, 0, 0}), 0);
    }

    @Test
    void oneSessionGoesFromExampleToExample() {
        FlowNetwork network = FlowGraphs.small(2);
        LinearOracle one = OrToolsMinCostFlow.oracle(network, Map.of("p", 1L, "t", -1L));
        LinearOracle other = OrToolsMinCostFlow.oracle(FlowGraphs.small(3), Map.of("q", 3L, "s", -3L));
        double[] theta = {1, 1, 1, 1, 1, 1, 1, 1};
        Vertex vertex = new Vertex(8);
        try (OracleSession session = one.openSession()) {
            assertTrue(((RetargetableSession) session).retarget(other));
            session.solve(theta, vertex);
            assertArrayEquals(new double[] {0, 3, 3, 0, 0, 0, 0, 0}, vertex.toArray(), 0);
            assertFalse(((RetargetableSession) session)
                    .retarget(OrToolsMinCostFlow.oracle(FlowGraphs.random(5, 8, 1, 1), 0, 0, 0, 0, 0)));
        }
    }

    @Test
    void whatCannotBeCarriedIsInfeasibleAndTheSessionGoesOn() {
        FlowNetwork network = FlowGraphs.small(1);
        LinearOracle tooMuch = OrToolsMinCostFlow.oracle(network, Map.of("p", 4L, "t", -4L));
        assertEquals(Code.INFEASIBLE, code(tooMuch, new double[8]));
        Vertex vertex = new Vertex(8);
        try (OracleSession session = tooMuch.openSession()) {
            assertThrows(OracleException.class, () -> session.solve(new double[8], vertex));
            ((RetargetableSession) session).retarget(OrToolsMinCostFlow.oracle(network, Map.of("p", 1L, "s", -1L)));
            session.solve(new double[] {1, 1, 1, 1, 1, 1, 1, 1}, vertex);
            assertArrayEquals(new double[] {0, 0, 0, 0, 0, 0, 1, 0}, vertex.toArray(), 0);
        }
    }

    @Test
    void closedSessionsAndWrongSizesAreRefused() {
        LinearOracle oracle = OrToolsMinCostFlow.oracle(FlowGraphs.small(1), 0, 0, 0, 0, 0);
        assertEquals(Code.INVALID_INPUT, code(oracle, 1, 2));
        OracleSession session = oracle.openSession();
        session.close();
        session.close();
        OracleException closed = assertThrows(OracleException.class, () -> session.solve(new double[8], new Vertex(8)));
        assertEquals(Code.CLOSED, closed.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "supplies=(a:1)",
                "supplies=(a:1;z:-1)",
                "supplies=(a:1;b)",
                "supplies=(a:1;a:-1)",
                "supplies=(a:x)",
                "supplies=(a:0),capacities=(1,2)",
                "supplies=(a:0),capacities=(1.5)",
                "supplies=(a:0),capacities=(-1)"
            })
    void parametersThatDoNotFitAreRefused(String parameters) throws IOException {
        String text = "ortools-min-cost-flow:" + file("a,b,3\n") + "," + parameters;
        InvalidArgumentException refusal = assertThrows(InvalidArgumentException.class, () -> REGISTRY.create(text));
        assertTrue(String.valueOf(refusal.getMessage()).contains("Maybe"));
    }

    @Test
    void endsThatDoNotFitAreRefused() {
        FlowNetwork network = FlowGraphs.small(1);
        assertThrows(InvalidArgumentException.class, () -> OrToolsMinCostFlow.oracle(network, Map.of("nowhere", 0L)));
        assertThrows(InvalidArgumentException.class, () -> OrToolsMinCostFlow.oracle(network, 1, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\n", "a,a,1\n", "a,b,-1\n", "a,b,x\n", "a,b,1\nb,c\n", "a,,1\n", "\"a,b,1\n"})
    void filesThatAreNoNetworkAreRefused(String rows) throws IOException {
        String text = "ortools-min-cost-flow:" + file(rows) + ",supplies=(a:0)";
        DataException refusal = assertThrows(DataException.class, () -> REGISTRY.create(text));
        assertTrue(String.valueOf(refusal.getMessage()).contains("net.csv"));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThrows(DataException.class, () -> FlowNetwork.read(folder.resolve("none.csv")));
    }
}
