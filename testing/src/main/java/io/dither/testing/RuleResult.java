package io.dither.testing;

import java.util.Locale;

/**
 * The result of one rule for one oracle.
 *
 * @param rule the rule
 * @param status the outcome
 * @param message the fault, with the theta and the seed if one theta shows it; or the reason why the rule was skipped;
 *     or, if it passed, what was checked, such as the number of thetas
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

    /** Returns one line, such as {@code R1  passed  shape: 48 thetas}. */
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
