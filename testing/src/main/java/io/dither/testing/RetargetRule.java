package io.dither.testing;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.RetargetableSession;
import java.util.ArrayList;
import java.util.List;

/** R16: a session turned to an oracle answers as a fresh one of it; one that refuses stays with the oracle that it has. */
final class RetargetRule {
    private RetargetRule() {}

    static RuleResult check(Probe probe) {
        LinearOracle own = probe.oracle();
        LinearOracle stranger = LinearOracle.of(own.dimension(), theta -> new double[theta.length]);
        List<LinearOracle> members = new ArrayList<>(probe.contract().family());
        members.add(0, own);
        members.add(own);
        try (OracleSession session = own.openSession()) {
            if (!(session instanceof RetargetableSession family)) {
                return probe.skipped("its sessions keep to one oracle");
            }
            for (int k = 0; k < members.size(); k++) {
                LinearOracle member = members.get(k);
                String name = k == 0 || k == members.size() - 1 ? "its own oracle" : "member " + (k - 1);
                String fault = family.retarget(member) ? difference(probe, family, member) : "it refuses";
                if (!fault.isEmpty()) {
                    return probe.failed("turned to " + name + " of the family " + fault);
                }
                LinearOracle now = family.retarget(stranger) ? stranger : member;
                fault = difference(probe, family, now);
                if (!fault.isEmpty()) {
                    return probe.failed("offered a stranger while turned to " + name + " of the family " + fault);
                }
            }
        }
        return probe.passed(members.size() - 2 + " other oracles of the family");
    }

    private static String difference(Probe probe, OracleSession turned, LinearOracle oracle) {
        ThetaSampler sampler = ThetaSampler.of(oracle, probe.contract().seed());
        try (OracleSession fresh = oracle.openSession()) {
            // the first theta is the last one too, so that an answer kept for the next oracle shows
            for (int i = 0; i <= probe.count(); i++) {
                int at = i % probe.count();
                Answer actual = probe.solve(turned, sampler.theta(at));
                Answer expected = probe.solve(fresh, sampler.theta(at));
                if (!actual.sameBits(expected)) {
                    return "it gives " + actual + " for " + sampler.describe(at) + ", a fresh session " + expected;
                }
            }
        }
        return "";
    }
}
