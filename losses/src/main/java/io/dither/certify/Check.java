package io.dither.certify;

import java.util.Locale;

/**
 * What one check of a certificate says.
 *
 * @param name what was checked
 * @param status what came out
 * @param statistic the worst number found: a z-score (the difference in units of its standard error), or, for the
 *     bracket, how far a slope lies outside, relative to the size of the terms; NaN where skipped
 * @param bound what |statistic| may be at most; NaN where skipped
 * @param detail one line: where the worst number was found and among how many, or why the check was skipped
 */
public record Check(String name, Status status, double statistic, double bound, String detail) {

    /** What came out of a check. */
    public enum Status {
        /** The statistic is within its bound. */
        PASSED,
        /** The statistic is beyond its bound, or not a number. */
        FAILED,
        /** The check does not apply; the detail says why. */
        SKIPPED
    }

    static Check of(String name, double statistic, double bound, String detail) {
        Status status = Math.abs(statistic) <= bound ? Status.PASSED : Status.FAILED;
        return new Check(name, status, statistic, bound, detail);
    }

    static Check skipped(String name, String reason) {
        return new Check(name, Status.SKIPPED, Double.NaN, Double.NaN, reason);
    }

    /**
     * Says whether the check found a fault.
     *
     * @return whether the status is FAILED
     */
    public boolean isFailure() {
        return status == Status.FAILED;
    }

    /** Returns one line, such as {@code passed  exact y_eps: z = 2.1 (bound 5), worst of 12 scores, at ...}. */
    @Override
    public String toString() {
        String word = status.name().toLowerCase(Locale.ROOT);
        return status == Status.SKIPPED
                ? String.format(Locale.ROOT, "%-7s %s: %s", word, name, detail)
                : String.format(Locale.ROOT, "%-7s %s: %.3g (bound %.3g), %s", word, name, statistic, bound, detail);
    }
}
