package io.dither.testing;

import io.dither.error.OracleException;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.capability.RetargetableSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Rules about used, closed, switched and concurrent sessions, and about the description of an oracle. */
final class SessionRules {
    private static final int THREADS = 4;
    /** How often each thread solves every theta. */
    private static final int ROUNDS = 4;

    private SessionRules() {}

    /** R8: a used session gives the same bits as a new session. */
    static RuleResult history(Probe probe) {
        Answer[] used = probe.solveAll();
        return probe.checkEach(i -> {
            Answer fresh = probe.solveFresh(probe.theta(i));
            return used[i].hasSameBits(fresh)
                    ? ""
                    : "a session that solved others before gives " + used[i] + ", a fresh one " + fresh;
        });
    }

    /** R11: the description does not change; a session can be closed twice, and gives no wrong answer afterwards. */
    static RuleResult stability(Probe probe) {
        LinearOracle oracle = probe.oracle;
        Description before = Description.of(oracle);
        double[] theta = probe.theta(0);
        OracleSession session = oracle.openSession();
        Answer open = probe.solve(session, theta);
        session.close();
        session.close();
        String fault = Probe.refusalFault(OracleException.Code.CLOSED, () -> {
            Answer answer = probe.solve(session, theta);
            return answer.hasSameBits(open) ? "" : "a session answers " + answer + " instead of " + open;
        });
        if (!fault.isEmpty()) {
            return probe.failed(0, "after close() " + fault);
        }
        probe.solveAll();
        Description after = Description.of(oracle);
        return before.sameAs(after)
                ? probe.passed("described and closed twice")
                : probe.failed("the oracle was " + before + " and is now " + after);
    }

    /**
     * R16: a session that was retargeted to an oracle answers like a new session of that oracle; a session that refuses
     * an oracle keeps the oracle that it had before.
     */
    static RuleResult retargeting(Probe probe) {
        LinearOracle ownOracle = probe.oracle;
        // an oracle outside the family; sessions may refuse it
        LinearOracle outsideOracle = LinearOracle.of(ownOracle.dimension(), theta -> new double[theta.length]);
        List<LinearOracle> members = new ArrayList<>(probe.contract.family);
        members.add(0, ownOracle);
        members.add(ownOracle); // at the end again, after all others
        try (OracleSession session = ownOracle.openSession()) {
            RetargetableSession retargetable =
                    session.as(RetargetableSession.class).orElse(null);
            if (retargetable == null) {
                return probe.skipped("its sessions cannot be retargeted");
            }
            for (int k = 0; k < members.size(); k++) {
                LinearOracle member = members.get(k);
                String name = k == 0 || k == members.size() - 1 ? "its own oracle" : "member " + (k - 1);
                boolean isAccepted = retargetable.retarget(member);
                if (!isAccepted && members.size() == 2) { // the list has only the session's own oracle, twice
                    return probe.skipped("its sessions cannot be retargeted to any oracle, not even to their own");
                }
                String fault = isAccepted ? difference(probe, retargetable, member) : "it refuses";
                if (!fault.isEmpty()) {
                    return probe.failed("retargeted to " + name + " of the family " + fault);
                }
                LinearOracle solvedOracle = retargetable.retarget(outsideOracle) ? outsideOracle : member;
                fault = difference(probe, retargetable, solvedOracle);
                if (!fault.isEmpty()) {
                    return probe.failed("after retargeting to " + name
                            + " of the family, and then to an oracle outside it, " + fault);
                }
            }
        }
        return probe.passed(members.size() - 2 + " other oracles of the family");
    }

    /** Compares a session with a new session of an oracle; returns the fault, empty if the answers are the same. */
    private static String difference(Probe probe, OracleSession retargeted, LinearOracle oracle) {
        ThetaSampler sampler = ThetaSampler.of(oracle, probe.contract.seed);
        try (OracleSession fresh = oracle.openSession()) {
            // the first theta is solved again at the end, and is the first theta for the next oracle: this finds a
            // session that keeps the answer from the oracle before
            for (int i = 0; i <= probe.count(); i++) {
                int index = i % probe.count();
                Answer actual = probe.solve(retargeted, sampler.theta(index));
                Answer expected = probe.solve(fresh, sampler.theta(index));
                if (!actual.hasSameBits(expected)) {
                    return "it gives " + actual + " for " + sampler.describe(index) + ", a fresh session " + expected;
                }
            }
        }
        return "";
    }

    /** What an oracle says about itself; {@code text} has the dimension, the sense and the traits. */
    private record Description(int dimension, String text, Domain domain) {
        static Description of(LinearOracle oracle) {
            return new Description(
                    oracle.dimension(),
                    oracle.dimension() + "-dimensional, " + oracle.sense() + ", "
                            + oracle.traits().stream().sorted().toList(),
                    oracle.domain());
        }

        boolean sameAs(Description other) {
            return text.equals(other.text)
                    && IntStream.range(0, dimension)
                            .allMatch(i -> domain.lower(i) == other.domain.lower(i)
                                    && domain.upper(i) == other.domain.upper(i));
        }

        @Override
        public String toString() {
            return text + ", domain " + domain;
        }
    }

    /** R10: sessions on several threads at the same time give the same bits as one session. */
    static RuleResult concurrency(Probe probe) {
        Answer[] serial = probe.solveAll();
        double[][] thetas = new double[serial.length][];
        Arrays.setAll(thetas, probe::theta);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(THREADS);
            List<Future<Integer>> indices = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int threadIndex = thread;
                indices.add(pool.submit(() -> firstDifferent(probe, thetas, serial, threadIndex, start)));
            }
            return result(probe, indices);
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Solves all thetas in turn, several times; each thread begins at another theta, if there are enough. Returns the
     * index of the first answer that differs, or -1.
     */
    private static int firstDifferent(Probe probe, double[][] thetas, Answer[] serial, int thread, CountDownLatch start)
            throws InterruptedException {
        start.countDown(); // before the session is opened: if that fails, the other threads must not wait forever
        start.await();
        try (OracleSession session = probe.oracle.openSession()) {
            for (int k = 0; k < ROUNDS * thetas.length; k++) {
                int i = (k + thread * thetas.length / THREADS) % thetas.length;
                if (!probe.solve(session, thetas[i]).hasSameBits(serial[i])) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Makes the result from the indices of the first different answers, -1 for threads without a difference. */
    private static RuleResult result(Probe probe, List<Future<Integer>> indices) {
        for (Future<Integer> index : indices) {
            try {
                int i = index.get();
                if (i >= 0) {
                    return probe.failed(i, "with " + THREADS + " threads at work the answer is different");
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
