package io.dither.testing;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;

/**
 * R18: a session that reads coordinates on demand has the same answers as with an array, and reads existing coordinates
 * only.
 */
final class OnDemandRule {
    /** A refusal comes after this many coordinates, in the middle of most searches. */
    private static final int PATIENCE = 2;

    private OnDemandRule() {}

    static RuleResult check(Probe probe) {
        try (OracleSession session = probe.oracle.openSession()) {
            OnDemandSession asking = session.as(OnDemandSession.class).orElse(null);
            if (asking == null) {
                return probe.skipped("its sessions look at all coordinates");
            }
            Vertex vertex = new Vertex(probe.oracle.dimension());
            long looks = 0;
            // the first theta is the last one too, and every other one is solved from an array in between
            for (int k = 0; k <= probe.count(); k++) {
                int at = k % probe.count();
                double[] theta = probe.theta(at);
                Asked counting = new Asked(theta, Integer.MAX_VALUE);
                use(vertex, k);
                asking.solve(counting, vertex);
                looks += counting.looks;
                String fault = fault(probe, counting, theta, vertex);
                fault = fault.isEmpty() ? refusal(asking, theta, vertex, counting.looks) : fault;
                if (!fault.isEmpty()) {
                    return probe.failed(at, fault);
                }
                if (k % 2 == 0) {
                    asking.solve(probe.theta((at + 1) % probe.count()), vertex);
                }
            }
            String fault = afterClose(asking, probe.theta(0), vertex);
            return fault.isEmpty()
                    ? probe.passed(
                            probe.count() + " thetas, " + looks / (probe.count() + 1) + " looks at coordinates each")
                    : probe.failed(0, "after close() " + fault);
        }
    }

    /** Leaves a dense answer of an older solve in the vertex, in every third round. */
    private static void use(Vertex vertex, int k) {
        if (k % 3 == 0) {
            vertex.dense()[0] = 7;
        }
    }

    private static String fault(Probe probe, Asked counting, double[] theta, Vertex vertex) {
        if (counting.outside != 0) {
            return "a session asks for coordinate " + counting.outside + ", but there are 0 to " + (theta.length - 1);
        }
        Vertex expected = new Vertex(theta.length);
        try (OracleSession fresh = probe.oracle.openSession()) {
            fresh.solve(theta, expected);
        }
        String whole = Answer.coordinates(expected);
        String actual = Answer.coordinates(vertex);
        return whole.equals(actual) ? "" : "asking for coordinates it gets " + actual + ", given all of them " + whole;
    }

    /** Checks that a theta that throws ends the solve; the caller checks that the next solve is right. */
    private static String refusal(OnDemandSession asking, double[] theta, Vertex vertex, long looks) {
        if (looks <= PATIENCE) {
            return "";
        }
        return Probe.refusal(Code.INVALID_INPUT, () -> {
            asking.solve(new Asked(theta, PATIENCE), vertex);
            return "a session passes over the refusal of a theta";
        });
    }

    private static String afterClose(OnDemandSession asking, double[] theta, Vertex vertex) {
        asking.solve(new Asked(theta, Integer.MAX_VALUE), vertex);
        String open = Answer.coordinates(vertex);
        asking.close();
        return Probe.refusal(Code.CLOSED, () -> {
            asking.solve(new Asked(theta, Integer.MAX_VALUE), vertex);
            String closed = Answer.coordinates(vertex);
            return closed.equals(open) ? "" : "a session answers " + closed + " instead of " + open;
        });
    }

    /** Counts the coordinates that are read, and throws after a limit. */
    private static final class Asked implements Coordinates {
        private final double[] theta;
        private final int patience;
        private long looks;
        /** A coordinate that was read and does not exist, or 0. */
        private int outside;

        Asked(double[] theta, int patience) {
            this.theta = theta;
            this.patience = patience;
        }

        @Override
        public double at(int coordinate) {
            if (looks++ >= patience) {
                throw new OracleException(Code.INVALID_INPUT, "it refuses");
            }
            if (coordinate < 0 || coordinate >= theta.length) {
                outside = coordinate;
                return theta[0];
            }
            return theta[coordinate];
        }
    }
}
