package io.dither.testing;

import io.dither.oracle.Sense;
import java.util.ArrayList;
import java.util.List;

/**
 * Oracles with one fault each and the rule that must catch it: what proves that the rules find something.
 *
 * <p>Each is a spoilt {@link #healthy()}, which keeps every rule.
 */
final class FaultyOracles {
    /**
     * A fault.
     *
     * @param name what is wrong, in words
     * @param caughtBy the rule that names the fault
     * @param contract the faulty oracle with what is known of the set that it should search
     */
    record Fault(String name, OracleRule caughtBy, OracleContract contract) {
        @Override
        public String toString() {
            return name + " (" + caughtBy + ")";
        }
    }

    private FaultyOracles() {}

    /**
     * Returns an oracle without a fault: the best 2 of 4, by brute force.
     *
     * @return a maximiser with the traits ZERO_ONE and CONSTANT_SUM
     */
    static BruteForceOracle healthy() {
        return BruteForceOracle.zeroOne(Sense.MAXIMIZE, 4, point -> point[0] + point[1] + point[2] + point[3] == 2);
    }

    /**
     * Lists the faults.
     *
     * @return the faults, several for some rules and at least one for each
     */
    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>(FaultyAnswers.all());
        faults.addAll(FaultyValues.all());
        faults.addAll(FaultySessions.all());
        faults.addAll(FaultyCapabilities.all());
        faults.addAll(FaultyAsking.all());
        faults.addAll(FaultyWalks.all());
        return faults;
    }
}
