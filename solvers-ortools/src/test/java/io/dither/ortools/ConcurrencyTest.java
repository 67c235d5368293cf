package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    void assignments() throws InterruptedException, ExecutionException {
        assertConcurrentEqualsSerial(OrToolsAssignment.oracle(8, 10, Sense.MAXIMIZE), 300);
    }

    @Test
    void mixedIntegerPrograms() throws InterruptedException, ExecutionException {
        OrToolsMip mip = OrToolsMip.of(RandomMip.knapsack(Sense.MAXIMIZE, 6, 1, 1));
        assertConcurrentEqualsSerial(mip.oracle(), 20);
        assertConcurrentEqualsSerial(mip.sat().oracle(), 20);
    }

    @Test
    void constraintModels() throws InterruptedException, ExecutionException {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel model = RandomModel.roster(3, 4, shifts);
        assertConcurrentEqualsSerial(OrToolsCpSat.oracle(model, Sense.MINIMIZE, shifts), 50);
    }
}
