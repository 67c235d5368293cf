package io.dither.perturbed;

import io.dither.perturbed.internal.engine.Workspaces;

/**
 * Which solves of a layer are checked against the contract of sessions while they happen: finite coordinates, each index once, theta
 * untouched, what the traits ZERO_ONE and OFFSET promise, membership where the oracle can tell ({@link
 * io.dither.oracle.capability.Membership}), and in lanes that F(X) is the inner product of the answer with theta. The rules are those of {@code
 * OracleContract} in dither-testing, which checks more.
 *
 * <p>A solve that breaks a rule fails with INVALID_ANSWER, the rule, the example, sample and seed; from then on the layer checks all.
 */
public enum Guard {
    /** No solve is checked, but for an F(X) that is not finite. */
    OFF(0),
    /**
     * The first solve of each session, and one in {@value io.dither.perturbed.internal.engine.Workspaces#SAMPLE}, chosen by the noise key;
     * what it costs is in the README.
     */
    SAMPLE(Workspaces.SAMPLE),
    /** Each solve is checked: what is reported does not depend on threads. */
    EVERY(1);

    final int oneIn;

    Guard(int oneIn) {
        this.oneIn = oneIn;
    }
}
