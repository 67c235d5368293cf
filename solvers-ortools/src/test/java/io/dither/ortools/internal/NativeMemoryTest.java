package io.dither.ortools.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.ortools.GridProgram;
import io.dither.ortools.RandomMip;
import io.dither.ortools.RandomModel;
import io.dither.ortools.cpsat.OrToolsCpSat;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsLp;
import io.dither.ortools.program.OrToolsMip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The resident memory of the process does not grow with the number of solves, sessions or failures. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
    private static final int PAGE = 4096;
    private static final long MEGABYTE = 1 << 20;

    private static long resident() throws IOException {
        System.gc();
        return PAGE
                * Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
    }

    private static void solve(LinearOracle oracle, int times) {
        double[] theta = new double[oracle.dimension()];
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < times; k++) {
                for (int i = 0; i < theta.length; i++) {
                    theta[i] = Math.sin(k * 31.0 + i);
                }
                session.solve(theta, vertex);
            }
        }
    }

    private static void assertSteady(Runnable work, int warmUps, long megabytes) throws IOException {
        for (int k = 0; k < warmUps; k++) {
            work.run();
        }
        long before = resident();
        work.run();
        long grown = resident() - before;
        assertTrue(grown < megabytes * MEGABYTE, () -> "grew by " + grown + " bytes");
    }

    /** Compares after a tenth; the garbage is collected after each, or more of it would touch more of the heap. */
    private static void assertTenfoldSteady(LinearOracle oracle, int tenth) throws IOException {
        Runnable part = () -> {
            solve(oracle, tenth);
            System.gc();
        };
        part.run();
        assertSteady(
                () -> {
                    for (int k = 0; k < 10; k++) {
                        part.run();
                    }
                },
                0,
                24);
    }

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

    private static LinearOracle roster() {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel model = RandomModel.roster(3, 3, shifts);
        return OrToolsCpSat.oracle(model, Sense.MINIMIZE, shifts);
    }

    @Test
    void fiveHundredConstraintModelsLeakNothing() throws IOException {
        LinearOracle roster = roster();
        assertSteady(() -> solve(roster, 500), 2, 12);
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
        for (LinearOracle oracle : List.of(mip().sat().oracle(), roster())) {
            assertTenfoldSteady(oracle, 10_000);
        }
    }
}
