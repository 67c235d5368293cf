package io.dither.testing;

import io.dither.error.OracleException.Code;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * R15: a session that solves several thetas at a time, each in a lane, has the same answer for each theta as if this
 * theta were solved alone; if one theta is invalid, all thetas are refused.
 */
final class LaneRule {
    private LaneRule() {}

    static RuleResult check(Probe probe) {
        try (OracleSession session = probe.oracle.openSession()) {
            LaneSession laneSession = session.as(LaneSession.class).orElse(null);
            if (laneSession == null) {
                return probe.skipped("its sessions solve one theta at a time");
            }
            int lanes = laneSession.lanes();
            if (lanes < 1) {
                return probe.failed("a session has " + lanes + " lanes");
            }
            VertexLanes vertices = new VertexLanes(probe.oracle.dimension(), lanes);
            // with several lanes, groups overlap, so that many thetas are solved in two lanes; the last groups may go
            // on after theta count() - 1
            for (int first = 0; first < probe.count(); first += (lanes + 1) / 2) {
                RuleResult fault = solveGroup(probe, laneSession, first, vertices);
                if (fault != null) {
                    return fault;
                }
            }
            String fault = invalidInputFault(probe, laneSession, vertices);
            return fault.isEmpty()
                    ? probe.passed(probe.count() + " thetas in " + lanes + " lanes")
                    : probe.failed(fault);
        }
    }

    /** Solves the thetas from an index on, one per lane; returns null if there is no fault. */
    private static @Nullable RuleResult solveGroup(
            Probe probe, LaneSession laneSession, int first, VertexLanes vertices) {
        int lanes = vertices.lanes();
        double[] thetas = block(probe, first, lanes);
        double[] before = thetas.clone();
        laneSession.solveLanes(thetas, vertices);
        if (!Arrays.equals(thetas, before)) {
            return probe.failed(first, "solving in lanes changes the thetas");
        }
        boolean isZeroOne = vertices.isZeroOne();
        if (isZeroOne && !isZeroOne(vertices.block())) {
            return probe.failed(first, "the 0/1 block of the lanes holds other numbers than 0 and 1");
        }
        // lanes answer in a 0/1 block, by the indices of ones, in a dense block, or by a vertex per lane; this form
        // decides in which order sums over an answer add, so a theta alone must have an answer with the same order:
        // dense for a dense block, sparse with ascending indices and no zeros for a 0/1 block, sparse with ones only
        // for indices of ones
        boolean hasIndicesOfOnes = vertices.isOnes();
        boolean isDense = vertices.hasBlock() && !isZeroOne;
        Vertex answerAlone = new Vertex(probe.oracle.dimension());
        for (int lane = 0; lane < lanes; lane++) {
            try (OracleSession fresh = probe.oracle.openSession()) {
                fresh.solve(probe.theta(first + lane), answerAlone);
            }
            if (isZeroOne && !isSparseAscending(answerAlone)) {
                return probe.failed(
                        first + lane,
                        "lanes answer in a 0/1 block, but alone the answer is not sparse in ascending order");
            }
            if (hasIndicesOfOnes && !isSparseWithOnes(answerAlone)) {
                return probe.failed(
                        first + lane,
                        "lanes answer by indices of ones, but alone the answer is not sparse with ones only");
            }
            if (isDense && !answerAlone.isDense()) {
                return probe.failed(first + lane, "lanes answer in a dense block, but alone the answer is sparse");
            }
            Vertex inLane = vertices.vertex(lane);
            String expected = Answer.exactText(answerAlone);
            String actual = Answer.exactText(inLane);
            if (!actual.equals(expected)) {
                return probe.failed(
                        first + lane,
                        "in lane " + lane + " of " + lanes + " the answer is " + actual + ", alone it is " + expected);
            }
        }
        return null;
    }

    private static boolean isZeroOne(double[] block) {
        return Arrays.stream(block).allMatch(y -> y == 0 || y == 1);
    }

    private static boolean isSparseWithOnes(Vertex vertex) {
        return !vertex.isDense() && IntStream.range(0, vertex.size()).allMatch(k -> vertex.value(k) == 1);
    }

    private static boolean isSparseAscending(Vertex vertex) {
        return !vertex.isDense()
                && IntStream.range(0, vertex.size())
                        .allMatch(k -> vertex.value(k) != 0 && (k == 0 || vertex.index(k) > vertex.index(k - 1)));
    }

    /** Returns the thetas from an index on, side by side: coordinate i of a lane is at i * lanes + lane. */
    private static double[] block(Probe probe, int first, int lanes) {
        double[] thetas = new double[probe.oracle.dimension() * lanes];
        for (int lane = 0; lane < lanes; lane++) {
            double[] theta = probe.theta(first + lane);
            for (int i = 0; i < theta.length; i++) {
                thetas[i * lanes + lane] = theta[i];
            }
        }
        return thetas;
    }

    /** Checks that lanes refuse invalid numbers and a wrong length; returns the fault, empty if there is none. */
    private static String invalidInputFault(Probe probe, LaneSession laneSession, VertexLanes vertices) {
        int lanes = vertices.lanes();
        double[] valid = block(probe, 0, lanes);
        for (int index : new int[] {0, valid.length / 2, valid.length - 1}) {
            double[] invalid = valid.clone();
            for (double value : RefusalRule.notAllowed(probe.oracle.domain(), index / lanes)) {
                invalid[index] = value;
                String fault = refusalFault(laneSession, invalid, vertices);
                if (!fault.isEmpty()) {
                    return "with theta[" + index / lanes + "] = " + value + " in lane " + index % lanes + " of " + lanes
                            + " " + fault;
                }
            }
        }
        return refusalFault(laneSession, Arrays.copyOf(valid, valid.length + 1), vertices);
    }

    private static String refusalFault(LaneSession laneSession, double[] invalid, VertexLanes vertices) {
        return Probe.refusalFault(Code.INVALID_INPUT, () -> {
            laneSession.solveLanes(invalid, vertices);
            return "lanes accept a block of length " + invalid.length;
        });
    }
}
