package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.Oracles;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.stream.IntStream;

/** Oracles whose coordinates are held at 0 and 1 keep the contract. */
public final class Fixing {
    private Fixing() {}

    /** Requires every rule of an oracle of 0/1 points with some coordinates held. */
    public static void assertKeepsEveryRule(LinearOracle whole, int[] zeros, int[] ones) {
        LinearOracle oracle = Oracles.constrained(whole, zeros, ones);
        BruteForceOracle left = BruteForceOracle.zeroOne(
                whole.sense(),
                whole.dimension(),
                y -> IntStream.of(zeros).allMatch(i -> y[i] == 0)
                        && IntStream.of(ones).allMatch(i -> y[i] == 1)
                        && ((Membership) whole).violation(y).isEmpty());
        OracleContract contract = OracleContract.of(oracle).thetas(3).vertices(left);
        for (RuleResult result : contract.verifyAll()) {
            assertFalse(result.isFailure(), result::toString);
        }
    }
}
