package io.dither.testing;

import io.dither.error.OracleException;
import io.dither.oracle.Domain;
import io.dither.oracle.OracleSession;
import java.util.Arrays;

/** R9: what is no theta is refused with INVALID_INPUT, and the session works on. */
final class RefusalRule {
    private static final double[] NOT_FINITE = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private RefusalRule() {}

    static RuleResult check(Probe probe) {
        int d = probe.oracle().dimension();
        int cases = 0;
        try (OracleSession session = probe.oracle().openSession()) {
            Answer before = probe.solve(session, probe.theta(0));
            for (int at : new int[] {0, d / 2, d - 1}) {
                for (double value : NOT_FINITE) {
                    String fault = refusal(probe, session, with(probe.theta(0), at, value));
                    if (!fault.isEmpty()) {
                        return probe.failed(0, "with theta[" + at + "] = " + value + " " + fault);
                    }
                    cases++;
                }
                double outside = outside(probe.oracle().domain(), at);
                String fault = outside == 0 ? "" : refusal(probe, session, with(probe.theta(0), at, outside));
                if (!fault.isEmpty()) {
                    return probe.failed(0, "with theta[" + at + "] = " + outside + ", outside the domain, " + fault);
                }
            }
            for (int length : new int[] {0, d - 1, d + 1}) {
                String fault = refusal(probe, session, Arrays.copyOf(probe.theta(0), length));
                if (!fault.isEmpty()) {
                    return probe.failed(0, "cut or stretched to length " + length + " " + fault);
                }
                cases++;
            }
            Answer after = probe.solve(session, probe.theta(0));
            return before.sameBits(after)
                    ? probe.passed(cases + " bad inputs")
                    : probe.failed(0, "after the refusals the answer is " + after + ", before it was " + before);
        }
    }

    private static String refusal(Probe probe, OracleSession session, double[] bad) {
        try {
            return "it is accepted: " + probe.solve(session, bad);
        } catch (OracleException refused) {
            return refused.code() == OracleException.Code.INVALID_INPUT
                    ? ""
                    : "the code is " + refused.code() + " instead of INVALID_INPUT";
        } catch (RuntimeException other) {
            return "it throws " + other + " instead of an OracleException";
        }
    }

    private static double[] with(double[] theta, int at, double value) {
        theta[at] = value;
        return theta;
    }

    /** A finite number outside the interval of a coordinate, or 0 where there is none. */
    private static double outside(Domain domain, int at) {
        double below = domain.lower(at) - 1;
        double above = domain.upper(at) + 1;
        return Double.isFinite(below) ? below : Double.isFinite(above) ? above : 0;
    }
}
