package io.dither.testing;

import io.dither.error.OracleException.Code;
import io.dither.oracle.Domain;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * R9: thetas with invalid numbers or a wrong length, and vertices of a wrong dimension, are refused with INVALID_INPUT;
 * the session works afterwards.
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
                    String fault = refusalFault(probe, session, with(probe.theta(0), index, value));
                    if (!fault.isEmpty()) {
                        return probe.failed(
                                0, "with theta[" + index + "] = " + value + ", outside the domain, " + fault);
                    }
                    cases++;
                }
            }
            for (int length : new int[] {0, d - 1, d + 1}) {
                String fault = refusalFault(probe, session, Arrays.copyOf(probe.theta(0), length));
                if (!fault.isEmpty()) {
                    return probe.failed(0, "with length " + length + " " + fault);
                }
                cases++;
            }
            for (int length : d == 1 ? new int[] {2} : new int[] {d - 1, d + 1}) {
                String fault = refusalFault(session, probe.theta(0), new Vertex(length));
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

    /** Returns the fault if a session does not refuse a theta; empty if it does. */
    private static String refusalFault(Probe probe, OracleSession session, double[] invalid) {
        return refusalFault(session, invalid, new Vertex(probe.oracle.dimension()));
    }

    private static String refusalFault(OracleSession session, double[] theta, Vertex vertex) {
        try {
            return Probe.refusalFault(Code.INVALID_INPUT, () -> {
                session.solve(theta, vertex);
                return "it is accepted: " + Answer.of(vertex);
            });
        } catch (RuntimeException other) { // caught here, because the caller knows which input it was
            return "it throws " + other + " instead of an OracleException";
        }
    }

    /** Changes a coordinate of theta, and returns the same array. */
    private static double[] with(double[] theta, int index, double value) {
        theta[index] = value;
        return theta;
    }

    /**
     * Returns numbers that a coordinate must not have: NaN, both infinities, a number below its interval, and a number
     * above. If the interval has no lower or upper bound, this number is infinite.
     */
    static double[] notAllowed(Domain domain, int index) {
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
