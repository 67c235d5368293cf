package io.dither.testing;

import java.util.Locale;

/**
 * The result of one rule for one oracle.
 *
 * @param rule the rule
 * @param status the outcome
 * @param message one line: the fault, with the theta and the seed that show it; or the reason why the rule was skipped;
 *     or the number of checks
 */
public record RuleResult(OracleRule rule, Status status, String message) {

    /** The outcomes of rules. */
    public enum Status {
        /** No fault was found. */
        PASSED,
        /** A fault was found; the message shows it. */
        FAILED,
        /**
         * The rule does not apply to the oracle, or needs a capability or data that are missing; the message says why.
         */
        SKIPPED
    }

    /**
     * Returns whether the rule found a fault.
     *
     * @return whether the status is FAILED
     */
    public boolean isFailure() {
        return status == Status.FAILED;
    }

    /** Returns one line, such as {@code R4 passed  cross-optimality: 48 thetas}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-3s %-7s %s: %s",
                rule.label(),
                status.name().toLowerCase(Locale.ROOT),
                rule.title(),
                message);
    }
}
