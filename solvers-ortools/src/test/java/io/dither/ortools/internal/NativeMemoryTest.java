package io.dither.ortools.internal;

import static io.dither.ortools.ResidentMemory.assertSteady;
import static io.dither.ortools.ResidentMemory.assertTenfoldSteady;
import static io.dither.ortools.ResidentMemory.solve;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.ortools.GridProgram;
import io.dither.ortools.RandomMip;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsLp;
import io.dither.ortools.program.OrToolsMip;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The resident memory of the process does not grow with the number of solves, sessions or failures. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
    @Test
    void sessionsAreFreed() throws IOException {
        LinearOracle grid = OrToolsLp.oracle(GridProgram.of(5));
        assertSteady(
                () -> {
                    for (int k = 0; k < 500; k++) {
                        solve(grid, 1);
                    }
                },
                2,
                12);
    }

    @Test
    void failuresLeakNothing() throws IOException {
        LinearOracle unbounded = OrToolsLp.oracle(LinearProgram.builder(Sense.MAXIMIZE)
                .variables(50, 0, Double.POSITIVE_INFINITY)
                .build());
        assertSteady(
                () -> {
                    for (int k = 0; k < 300; k++) {
                        assertThrows(OracleException.class, () -> solve(unbounded, 1));
                    }
                },
                2,
                12);
    }

    @Test
    @Tag("long")
    void aHundredThousandProgramsLeakNothing() throws IOException {
        assertTenfoldSteady(OrToolsLp.oracle(GridProgram.of(5)), 10_000);
    }

    private static OrToolsMip mip() {
        return OrToolsMip.of(RandomMip.knapsack(Sense.MAXIMIZE, 4, 1, 1));
    }

    /** A model of SCIP holds a few hundred kilobytes. */
    @Test
    void aFewHundredMixedIntegerSolvesAndSessionsLeakNothing() throws IOException {
        assertSteady(() -> solve(mip().oracle(), 60), 2, 12);
        assertSteady(
                () -> {
                    for (int k = 0; k < 30; k++) {
                        solve(mip().oracle(), 1);
                    }
                },
                2,
                12);
    }

    /** SCIP is built anew for each solve, in 3 ms. */
    @Test
    @Tag("long")
    void tenThousandMixedIntegerProgramsLeakNothing() throws IOException {
        assertTenfoldSteady(mip().oracle(), 1_000);
    }

    @Test
    @Tag("long")
    void aHundredThousandSolvesOfCpSatLeakNothing() throws IOException {
        assertTenfoldSteady(mip().sat().oracle(), 10_000);
    }
}
