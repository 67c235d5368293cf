package io.dither.testing;

import io.dither.error.OracleException.Code;
import io.dither.oracle.Domain;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * R9: wrong thetas and vertices of a wrong dimension are refused with INVALID_INPUT, and the session works afterwards.
 */
final class RefusalRule {
    private RefusalRule() {}

    static RuleResult check(Probe probe) {
        int d = probe.oracle.dimension();
        int cases = 0;
        try (OracleSession session = probe.oracle.openSession()) {
            Answer before = probe.solve(session, probe.theta(0));
            for (int index : new int[] {0, d / 2, d - 1}) {
                for (double value : notAllowed(probe.oracle.domain(), index)) {
                    String fault = refusal(probe, session, with(probe.theta(0), index, value));
                    if (!fault.isEmpty()) {
                        return probe.failed(
                                0, "with theta[" + index + "] = " + value + ", outside the domain, " + fault);
                    }
                    cases++;
                }
            }
            for (int length : new int[] {0, d - 1, d + 1}) {
                String fault = refusal(probe, session, Arrays.copyOf(probe.theta(0), length));
                if (!fault.isEmpty()) {
                    return probe.failed(0, "with length " + length + " " + fault);
                }
                cases++;
            }
            for (int length : d == 1 ? new int[] {2} : new int[] {d - 1, d + 1}) {
                String fault = refusal(session, probe.theta(0), new Vertex(length));
                if (!fault.isEmpty()) {
                    return probe.failed(0, "into a vertex of dimension " + length + " " + fault);
                }
                cases++;
            }
            Answer after = probe.solve(session, probe.theta(0));
            return before.hasSameBits(after)
                    ? probe.passed(cases + " bad inputs")
                    : probe.failed(0, "after the refusals the answer is " + after + ", before it was " + before);
        }
    }

    /** Returns the fault if a session does not refuse a theta; empty if it refuses. */
    private static String refusal(Probe probe, OracleSession session, double[] invalid) {
        return refusal(session, invalid, new Vertex(probe.oracle.dimension()));
    }

    private static String refusal(OracleSession session, double[] theta, Vertex vertex) {
        try {
            return Probe.refusalFault(Code.INVALID_INPUT, () -> {
                session.solve(theta, vertex);
                return "it is accepted: " + Answer.of(vertex);
            });
        } catch (RuntimeException other) {
            return "it throws " + other + " instead of an OracleException";
        }
    }

    private static double[] with(double[] theta, int index, double value) {
        theta[index] = value;
        return theta;
    }

    /**
     * Returns numbers that a coordinate must not have: NaN, infinities, and a number on each side of its interval,
     * which is infinite if there is no bound.
     */
    private static double[] notAllowed(Domain domain, int index) {
        double lower = domain.lower(index);
        double upper = domain.upper(index);
        // relative to the bound, because 1 more would be rounded off at a large bound
        return new double[] {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            lower - 1 - Math.abs(lower),
            upper + 1 + Math.abs(upper)
        };
    }
}
