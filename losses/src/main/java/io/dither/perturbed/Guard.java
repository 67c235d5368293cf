package io.dither.perturbed;

import io.dither.perturbed.internal.engine.Workspaces;

/**
 * Selects the solves of a layer that are checked against the contract of sessions: finite coordinates, each index once,
 * theta unchanged, and the promises of the traits ZERO_ONE and OFFSET. If the oracle is a {@link
 * io.dither.oracle.capability.Membership}, the answer must be a member. If a solve answers several samples at once,
 * the value that it gives for X must be &lt;X, y&gt; + h(y) of its answer y. {@code OracleContract} in dither-testing
 * has these rules and checks more.
 *
 * <p>A solve that breaks a rule fails with the code INVALID_ANSWER and a message that names the rule, the example, the
 * sample and the seed. Calls that begin after that check all solves.
 */
public enum Guard {
    /** The only check is that F(X) is finite. */
    OFF(0),
    /**
     * The first solve of each session, and one in {@value
     * io.dither.perturbed.internal.engine.Workspaces#USUAL_INTERVAL}, chosen by the noise key. The README of the
     * module losses states the cost.
     */
    SAMPLE(Workspaces.USUAL_INTERVAL),
    /** Each solve is checked, so that the same samples fail on any number of threads. */
    EVERY(1);

    /** One in this number of solves is checked; 0 if none is. */
    final int checkInterval;

    Guard(int checkInterval) {
        this.checkInterval = checkInterval;
    }
}
