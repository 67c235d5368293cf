package io.dither.perturbed;

import io.dither.perturbed.internal.engine.Workspaces;

/**
 * Selects the solves of a layer that are checked against the contract of sessions: finite coordinates, each index once,
 * theta unchanged, the promises of the traits ZERO_ONE and OFFSET, membership if the oracle can test it ({@link
 * io.dither.oracle.capability.Membership}), and for solves of several samples at once, that F(X) is the inner product
 * of the answer with theta. The rules are those of {@code OracleContract} in dither-testing, which checks more.
 *
 * <p>A solve that breaks a rule fails with INVALID_ANSWER, the rule, the example, sample and seed; from then on the
 * layer checks all solves.
 */
public enum Guard {
    /** No solve is checked, except that F(X) is finite. */
    OFF(0),
    /**
     * The first solve of each session, and one in {@value io.dither.perturbed.internal.engine.Workspaces#SAMPLE},
     * chosen by the noise key; the README has its cost.
     */
    SAMPLE(Workspaces.SAMPLE),
    /** Each solve is checked, so that reports do not depend on threads. */
    EVERY(1);

    /** One of so many solves is checked; 0 if none is. */
    final int oneIn;

    Guard(int oneIn) {
        this.oneIn = oneIn;
    }
}
