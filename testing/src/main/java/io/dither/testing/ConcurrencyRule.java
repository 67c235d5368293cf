package io.dither.testing;

import io.dither.error.OracleException;
import io.dither.oracle.OracleSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** R10: a session a thread, all at work at the same time, give what one session gives. */
final class ConcurrencyRule {
    private static final int THREADS = 4;
    private static final int ROUNDS = 4;

    private ConcurrencyRule() {}

    static RuleResult check(Probe probe) {
        Answer[] serial = probe.solveAll();
        double[][] thetas = new double[serial.length][];
        Arrays.setAll(thetas, probe::theta);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(THREADS);
            List<Future<Integer>> faults = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                faults.add(pool.submit(() -> firstDifference(probe, thetas, serial, first, start)));
            }
            return result(probe, faults);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Solves every theta, each thread in another order, and returns the first that differs, or -1. */
    private static int firstDifference(Probe probe, double[][] thetas, Answer[] serial, int first, CountDownLatch start)
            throws InterruptedException {
        try (OracleSession session = probe.oracle.openSession()) {
            start.countDown();
            start.await();
            for (int k = 0; k < ROUNDS * thetas.length; k++) {
                int i = (k + first * thetas.length / THREADS) % thetas.length;
                if (!probe.solve(session, thetas[i]).sameBits(serial[i])) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static RuleResult result(Probe probe, List<Future<Integer>> faults) {
        for (Future<Integer> fault : faults) {
            try {
                int i = fault.get();
                if (i >= 0) {
                    return probe.failed(i, "with " + THREADS + " threads at work the answer is another one");
                }
            } catch (ExecutionException failure) {
                return probe.failed("with " + THREADS + " threads at work: unexpected " + failure.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new OracleException(OracleException.Code.FAILED, "interrupted", interrupted);
            }
        }
        return probe.passed(THREADS + " threads, " + ROUNDS * probe.count() + " solves each");
    }
}
