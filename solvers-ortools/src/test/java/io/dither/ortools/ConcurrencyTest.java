package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.ortools.cpsat.OrToolsCpSat;
import io.dither.ortools.program.OrToolsLp;
import io.dither.ortools.program.OrToolsMip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static double[][] answers(LinearOracle oracle, int solves) {
        double[][] answers = new double[solves][];
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < solves; k++) {
                session.solve(LpProperties.gaussians(k, oracle.dimension()), vertex);
                answers[k] = vertex.toArray();
            }
        }
        return answers;
    }

    private static void assertConcurrentEqualsSerial(LinearOracle oracle, int solves)
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

    @Test
    void programs() throws InterruptedException, ExecutionException {
        assertConcurrentEqualsSerial(OrToolsLp.oracle(GridProgram.of(5)), 300);
    }

    @Test
    void mixedIntegerPrograms() throws InterruptedException, ExecutionException {
        OrToolsMip mip = OrToolsMip.of(RandomMip.knapsack(Sense.MAXIMIZE, 6, 1, 1));
        assertConcurrentEqualsSerial(mip.oracle(), 20);
        assertConcurrentEqualsSerial(mip.sat().oracle(), 20);
    }

    @Test
    void constraintModels() throws InterruptedException, ExecutionException {
        assertConcurrentEqualsSerial(roster(), 50);
    }

    private static LinearOracle roster() {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel model = RandomModel.roster(3, 4, shifts);
        return OrToolsCpSat.oracle(model, Sense.MINIMIZE, shifts);
    }

    /** Two threads in one native model end the process. */
    @Test
    void aSessionThatIsAtWorkRefusesAnotherThread() throws InterruptedException {
        for (LinearOracle oracle : List.of(
                OrToolsMip.of(RandomMip.knapsack(Sense.MAXIMIZE, 12, 2, 1)).oracle(),
                roster(),
                OrToolsLp.oracle(GridProgram.of(12)))) {
            double[] theta = LpProperties.gaussians(1, oracle.dimension());
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
    }

    /** A model that is freed at work ends the process. */
    @Test
    void closingDuringASolveWaitsForItsEnd() throws InterruptedException {
        for (LinearOracle oracle : List.of(OrToolsLp.oracle(GridProgram.of(12)), roster())) {
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
}
