package io.dither.ortools.routes;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.ortools.network.FlowGraphs;
import io.dither.ortools.network.FlowNetwork;
import io.dither.ortools.network.OrToolsMinCostFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The resident memory of the process does not grow with the number of solves. */
@EnabledOnOs(OS.LINUX)
class RoutesMemoryTest {
    private static final int PAGE = 4096;
    private static final long MEGABYTE = 1 << 20;

    private static long resident() throws IOException {
        System.gc();
        return PAGE
                * Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
    }

    /** Solves at costs of at least 0, as the search needs them. */
    private static void solve(LinearOracle oracle, int times) {
        double[] theta = new double[oracle.dimension()];
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < times; k++) {
                for (int i = 0; i < theta.length; i++) {
                    theta[i] = 1 + Math.sin(k * 31.0 + i);
                }
                session.solve(theta, vertex);
            }
        }
    }

    /** Compares after a tenth; the garbage is collected after each, or more of it would touch more of the heap. */
    private static void assertSteady(LinearOracle oracle, int tenth) throws IOException {
        solve(oracle, tenth);
        long before = resident();
        for (int k = 0; k < 10; k++) {
            solve(oracle, tenth);
            System.gc();
        }
        long grown = resident() - before;
        assertTrue(grown < 24 * MEGABYTE, () -> "grew by " + grown + " bytes");
    }

    private static void assertSteady(Runnable work) throws IOException {
        work.run();
        work.run();
        long before = resident();
        work.run();
        long grown = resident() - before;
        assertTrue(grown < 12 * MEGABYTE, () -> "grew by " + grown + " bytes");
    }

    @Test
    void flowsAndTheirSessionsLeakNothing() throws IOException {
        FlowNetwork network = FlowGraphs.random(12, 60, 4, 1);
        long[] supplies = FlowGraphs.supplies(network);
        LinearOracle oracle = OrToolsMinCostFlow.oracle(network, supplies);
        assertSteady(() -> solve(oracle, 1_000));
        assertSteady(() -> {
            for (int k = 0; k < 300; k++) {
                solve(oracle, 1);
            }
        });
        LinearOracle infeasible = OrToolsMinCostFlow.oracle(network.withCapacities(new long[60]), supplies);
        assertSteady(() -> {
            for (int k = 0; k < 1_000; k++) {
                assertThrows(OracleException.class, () -> solve(infeasible, 1));
            }
        });
    }

    @Test
    @Tag("long")
    void aHundredThousandFlowsLeakNothing() throws IOException {
        FlowNetwork network = FlowGraphs.random(12, 60, 4, 1);
        assertSteady(OrToolsMinCostFlow.oracle(network, FlowGraphs.supplies(network)), 10_000);
    }

    @Test
    @Tag("long")
    void aHundredThousandToursLeakNothing() throws IOException {
        assertSteady(new OrToolsTour(4, false), 10_000);
    }

    @Test
    @Tag("long")
    void thirtyThousandRoutesLeakNothing() throws IOException {
        OrToolsRoutes routes = OrToolsRoutes.of(new long[] {1, 1, 1}, 2, 2);
        assertSteady(routes, 3_000);
        assertSteady(routes.search(5), 3_000);
    }
}
