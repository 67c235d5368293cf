package io.dither.ortools.routes;

import static io.dither.ortools.ResidentMemory.assertSteady;
import static io.dither.ortools.ResidentMemory.assertTenfoldSteady;
import static io.dither.ortools.ResidentMemory.solve;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.ortools.network.FlowGraphs;
import io.dither.ortools.network.FlowNetwork;
import io.dither.ortools.network.OrToolsMinCostFlow;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The resident memory of the process does not grow with the number of solves. */
@EnabledOnOs(OS.LINUX)
class RoutesMemoryTest {
    @Test
    void flowsAndTheirSessionsLeakNothing() throws IOException {
        FlowNetwork network = FlowGraphs.random(12, 60, 4, 1);
        long[] supplies = FlowGraphs.supplies(network);
        LinearOracle oracle = OrToolsMinCostFlow.oracle(network, supplies);
        assertSteady(() -> solve(oracle, 1_000), 2, 12);
        assertSteady(
                () -> {
                    for (int k = 0; k < 300; k++) {
                        solve(oracle, 1);
                    }
                },
                2,
                12);
        LinearOracle infeasible = OrToolsMinCostFlow.oracle(network.withCapacities(new long[60]), supplies);
        assertSteady(
                () -> {
                    for (int k = 0; k < 1_000; k++) {
                        assertThrows(OracleException.class, () -> solve(infeasible, 1));
                    }
                },
                2,
                12);
    }

    @Test
    @Tag("long")
    void aHundredThousandFlowsLeakNothing() throws IOException {
        FlowNetwork network = FlowGraphs.random(12, 60, 4, 1);
        assertTenfoldSteady(OrToolsMinCostFlow.oracle(network, FlowGraphs.supplies(network)), 10_000);
    }

    @Test
    @Tag("long")
    void aHundredThousandToursLeakNothing() throws IOException {
        assertTenfoldSteady(new OrToolsTour(4, false), 10_000);
    }

    @Test
    @Tag("long")
    void thirtyThousandRoutesLeakNothing() throws IOException {
        OrToolsRoutes routes = OrToolsRoutes.of(new long[] {1, 1, 1}, 2, 2);
        assertTenfoldSteady(routes, 3_000);
        assertTenfoldSteady(routes.search(5), 3_000);
    }
}
