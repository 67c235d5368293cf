package io.dither.testing;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;

/**
 * R18: a session that reads coordinates on demand has the same answers as with an array, and reads only coordinates
 * that exist.
 */
final class OnDemandRule {
    /** The number of reads after which a failing theta throws; small, so that most solves need more reads. */
    private static final int READS_BEFORE_FAILURE = 2;

    private OnDemandRule() {}

    static RuleResult check(Probe probe) {
        try (OracleSession session = probe.oracle.openSession()) {
            OnDemandSession onDemand = session.as(OnDemandSession.class).orElse(null);
            if (onDemand == null) {
                return probe.skipped("its sessions read all coordinates");
            }
            Vertex vertex = new Vertex(probe.oracle.dimension());
            long reads = 0;
            // after every second theta, the session also solves the next theta from an array, because the two ways to
            // solve must not disturb each other; the first theta is solved again at the end
            for (int k = 0; k <= probe.count(); k++) {
                int index = k % probe.count();
                double[] theta = probe.theta(index);
                CountedTheta counting = new CountedTheta(theta, Integer.MAX_VALUE);
                leaveOldAnswer(vertex, k);
                onDemand.solve(counting, vertex);
                reads += counting.reads;
                String fault = answerFault(probe, counting, theta, vertex);
                fault = fault.isEmpty() ? ignoredExceptionFault(onDemand, theta, vertex, counting.reads) : fault;
                if (!fault.isEmpty()) {
                    return probe.failed(index, fault);
                }
                if (k % 2 == 0) {
                    onDemand.solve(probe.theta((index + 1) % probe.count()), vertex);
                }
            }
            String fault = closedFault(onDemand, probe.theta(0), vertex);
            return fault.isEmpty()
                    ? probe.passed(
                            probe.count() + " thetas, " + reads / (probe.count() + 1) + " reads of coordinates each")
                    : probe.failed(0, "after close() " + fault);
        }
    }

    /** In every third round, makes the vertex dense, with a 7 at coordinate 0, as if it had an older answer. */
    private static void leaveOldAnswer(Vertex vertex, int round) {
        if (round % 3 == 0) {
            vertex.dense()[0] = 7;
        }
    }

    /** Checks the coordinates that were read, and the answer; returns the fault, empty if there is none. */
    private static String answerFault(Probe probe, CountedTheta counting, double[] theta, Vertex vertex) {
        if (counting.outside != 0) {
            return "a session reads coordinate " + counting.outside + ", but there are 0 to " + (theta.length - 1);
        }
        Vertex expected = new Vertex(theta.length);
        try (OracleSession fresh = probe.oracle.openSession()) {
            fresh.solve(theta, expected);
        }
        String expectedText = Answer.exactText(expected);
        String actual = Answer.exactText(vertex);
        return expectedText.equals(actual)
                ? ""
                : "on demand the answer is " + actual + ", from an array it is " + expectedText;
    }

    /**
     * Checks that an exception of a theta ends the solve; returns the fault, empty if there is none. A solve with too
     * few reads for an exception is not checked. The next solve of the caller checks that the session still works.
     */
    private static String ignoredExceptionFault(
            OnDemandSession onDemand, double[] theta, Vertex vertex, long readsOfSolve) {
        if (readsOfSolve <= READS_BEFORE_FAILURE) {
            return "";
        }
        return Probe.refusalFault(Code.INVALID_INPUT, () -> {
            onDemand.solve(new CountedTheta(theta, READS_BEFORE_FAILURE), vertex);
            return "a session ignores the exception of a theta";
        });
    }

    /** Checks that a closed session refuses to solve or still gives the right answer. */
    private static String closedFault(OnDemandSession onDemand, double[] theta, Vertex vertex) {
        onDemand.solve(new CountedTheta(theta, Integer.MAX_VALUE), vertex);
        String open = Answer.exactText(vertex);
        onDemand.close();
        return Probe.refusalFault(Code.CLOSED, () -> {
            onDemand.solve(new CountedTheta(theta, Integer.MAX_VALUE), vertex);
            String closed = Answer.exactText(vertex);
            return closed.equals(open) ? "" : "a session answers " + closed + " instead of " + open;
        });
    }

    /** Counts the coordinates that are read, and throws after a limit. */
    private static final class CountedTheta implements Coordinates {
        private final double[] theta;
        private final int maxReads;
        private long reads;
        /** A coordinate that was read but does not exist; 0 if there was none. */
        private int outside;

        CountedTheta(double[] theta, int maxReads) {
            this.theta = theta;
            this.maxReads = maxReads;
        }

        @Override
        public double at(int coordinate) {
            if (reads++ >= maxReads) {
                throw new OracleException(Code.INVALID_INPUT, "the theta fails");
            }
            if (coordinate < 0 || coordinate >= theta.length) {
                outside = coordinate;
                return theta[0]; // any number: the rule fails after the solve
            }
            return theta[coordinate];
        }
    }
}
