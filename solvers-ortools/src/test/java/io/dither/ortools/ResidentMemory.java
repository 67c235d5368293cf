package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resident memory of the process, on Linux. */
public final class ResidentMemory {
    private static final int PAGE = 4096;
    private static final long MEGABYTE = 1 << 20;

    private ResidentMemory() {}

    private static long resident() throws IOException {
        System.gc();
        return PAGE
                * Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
    }

    /** Solves several times in one session, at costs of at least 0, which some oracles need. */
    public static void solve(LinearOracle oracle, int times) {
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

    /** Requires that work after some warm-up adds at most so many megabytes. */
    public static void assertSteady(Runnable work, int warmUps, long megabytes) throws IOException {
        for (int k = 0; k < warmUps; k++) {
            work.run();
        }
        long before = resident();
        work.run();
        long grown = resident() - before;
        assertTrue(grown < megabytes * MEGABYTE, () -> "grew by " + grown + " bytes");
    }

    /** Compares after a tenth; the garbage is collected after each, or more of it would touch more of the heap. */
    public static void assertTenfoldSteady(LinearOracle oracle, int tenth) throws IOException {
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
}
