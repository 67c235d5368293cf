package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** What sessions with native models keep on several threads. */
public final class SessionThreads {
    private SessionThreads() {}

    private static double[][] answers(LinearOracle oracle, int solves) {
        double[][] answers = new double[solves][];
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < solves; k++) {
                session.solve(RandomMip.gaussians(k, oracle.dimension()), vertex);
                answers[k] = vertex.toArray();
            }
        }
        return answers;
    }

    /** Sessions side by side answer as one alone. */
    public static void assertConcurrentEqualsSerial(LinearOracle oracle, int solves)
            throws InterruptedException, ExecutionException {
        double[][] serial = answers(oracle, solves);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<double[][]>> tasks = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                tasks.add(() -> answers(oracle, solves));
            }
            for (Future<double[][]> concurrent : threads.invokeAll(tasks)) {
                double[][] found = concurrent.get();
                for (int k = 0; k < solves; k++) {
                    assertArrayEquals(serial[k], found[k], 0);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Two threads in one native model would end the process: while one is at work, the other is refused. */
    public static void assertRefusesAnotherThread(LinearOracle oracle) throws InterruptedException {
        double[] theta = RandomMip.gaussians(1, oracle.dimension());
        double[] expected = oracle.solve(theta);
        AtomicReference<Throwable> wrong = new AtomicReference<>();
        try (OracleSession session = oracle.openSession()) {
            Runnable solves = () -> {
                Vertex vertex = new Vertex(theta.length);
                for (int k = 0; k < 40 && wrong.get() == null; k++) {
                    try {
                        session.solve(theta, vertex);
                        assertArrayEquals(expected, vertex.toArray(), 1e-9);
                    } catch (OracleException refused) {
                        if (refused.code() != OracleException.Code.FAILED) {
                            wrong.set(refused);
                        }
                    } catch (Throwable other) {
                        wrong.set(other);
                    }
                }
            };
            Thread other = new Thread(solves);
            other.start();
            solves.run();
            other.join();
        }
        assertNull(wrong.get());
    }

    /** A model that is freed at work would end the process: closing waits for the end of the solve. */
    public static void assertClosingWaits(LinearOracle oracle) throws InterruptedException {
        double[] theta = new double[oracle.dimension()];
        Arrays.setAll(theta, i -> 1 + Math.sin(i));
        double[] expected = oracle.solve(theta);
        for (int k = 0; k < 30; k++) {
            OracleSession session = oracle.openSession();
            Thread other = new Thread(session::close);
            Vertex vertex = new Vertex(theta.length);
            other.start();
            try {
                while (true) {
                    session.solve(theta, vertex);
                    assertArrayEquals(expected, vertex.toArray());
                }
            } catch (OracleException closed) {
                assertEquals(OracleException.Code.CLOSED, closed.code(), closed.getMessage());
            }
            other.join();
        }
    }
}
