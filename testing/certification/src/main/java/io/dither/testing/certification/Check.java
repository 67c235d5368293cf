package io.dither.testing.certification;

import io.dither.testing.RuleResult.Status;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The result of one check of gradients.
 *
 * @param name the name of the check
 * @param status the outcome
 * @param statistic the worst z-score; NaN if skipped
 * @param bound the largest accepted |statistic|; NaN if skipped
 * @param detail one line: the quantity with the worst score and the number of scores, or the reason why the check was
 *     skipped
 */
public record Check(String name, Status status, double statistic, double bound, String detail) {
    /**
     * Reports the worst of the scores. If there is a reason to skip the check, the scores are not computed. The check
     * is also skipped if the list of scores is empty, because no perturbation, or no
     * step of theta, led to another solution.
     */
    static Check worst(String name, Optional<String> reasonToSkip, Supplier<List<ZScore>> scores) {
        List<ZScore> computed = reasonToSkip.isPresent() ? List.of() : scores.get();
        if (computed.isEmpty()) {
            return new Check(name, Status.SKIPPED, Double.NaN, Double.NaN, reasonToSkip.orElse("no solution changed"));
        }
        ZScore worst = ZScore.worst(computed);
        Status status = Math.abs(worst.z()) <= GradientCertification.BOUND ? Status.PASSED : Status.FAILED;
        String detail = "worst of " + computed.size() + ", at " + worst.quantity();
        return new Check(name, status, worst.z(), GradientCertification.BOUND, detail);
    }

    /**
     * Returns whether the check found a fault.
     *
     * @return whether the status is FAILED
     */
    public boolean isFailure() {
        return status == Status.FAILED;
    }

    /**
     * Returns one line, such as {@code passed  exact y_eps: z = 2.10 (bound 5.00), worst of 12, at y_eps of
     * theta 0[2]}.
     */
    @Override
    public String toString() {
        String result = status == Status.SKIPPED
                ? detail
                : String.format(Locale.ROOT, "z = %.3g (bound %.3g), %s", statistic, bound, detail);
        return String.format(Locale.ROOT, "%-7s %s: %s", status.name().toLowerCase(Locale.ROOT), name, result);
    }
}
