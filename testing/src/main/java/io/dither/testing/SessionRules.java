package io.dither.testing;

import io.dither.error.OracleException;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;

/** Rules about sessions and about the oracle over time. */
final class SessionRules {
    private SessionRules() {}

    static RuleResult history(Probe probe) {
        Answer[] used = probe.solveAll();
        for (int i = 0; i < used.length; i++) {
            Answer fresh = probe.solveFresh(probe.theta(i));
            if (!used[i].sameBits(fresh)) {
                return probe.failed(
                        i, "a session that solved others before gives " + used[i] + ", a fresh one " + fresh);
            }
        }
        return probe.passed();
    }

    static RuleResult stability(Probe probe) {
        LinearOracle oracle = probe.oracle();
        Description before = Description.of(oracle);
        double[] theta = probe.theta(0);
        OracleSession session = oracle.openSession();
        Answer open = probe.solve(session, theta);
        session.close();
        session.close();
        String fault = faultAfterClose(probe, session, theta, open);
        if (!fault.isEmpty()) {
            return probe.failed(0, fault);
        }
        probe.solveAll();
        Description after = Description.of(oracle);
        return before.sameAs(after)
                ? probe.passed("described and closed twice")
                : probe.failed("the oracle was " + before + " and is now " + after);
    }

    private static String faultAfterClose(Probe probe, OracleSession closed, double[] theta, Answer open) {
        try {
            Answer answer = probe.solve(closed, theta);
            return answer.sameBits(open) ? "" : "after close() a session answers " + answer + " instead of " + open;
        } catch (OracleException refused) {
            return refused.code() == OracleException.Code.CLOSED
                    ? ""
                    : "after close() a session fails with " + refused.code() + " instead of CLOSED";
        }
    }

    private record Description(int dimension, String words, Domain domain) {
        static Description of(LinearOracle oracle) {
            return new Description(
                    oracle.dimension(),
                    oracle.dimension() + "-dimensional, " + oracle.sense() + ", "
                            + oracle.traits().stream().sorted().toList(),
                    oracle.domain());
        }

        boolean sameAs(Description other) {
            if (!words.equals(other.words)) {
                return false;
            }
            for (int i = 0; i < dimension; i++) {
                if (domain.lower(i) != other.domain.lower(i) || domain.upper(i) != other.domain.upper(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return words + ", domain " + domain;
        }
    }
}
