package io.dither.testing;

import io.dither.oracle.Trait;
import io.dither.oracle.capability.Membership;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * R2: answers satisfy all that is known of the feasible set. R17: the oracle's own membership test accepts them.
 */
final class FeasibilityRule {
    /**
     * The largest accepted rounding error: of a coordinate or h(y), relative to 1 + its magnitude; of a sum of
     * coordinates, relative to 1 + the sum of their magnitudes.
     */
    private static final double ROUNDING = 1e-9;

    private FeasibilityRule() {}

    /** R2: answers satisfy all that is known of the feasible set. */
    static RuleResult check(Probe probe) {
        Predicate<double[]> feasible = probe.contract.feasible;
        BruteForceOracle vertices = probe.contract.complete ? probe.contract.points : null;
        boolean isZeroOne = probe.has(Trait.ZERO_ONE);
        boolean hasConstantSum = probe.has(Trait.CONSTANT_SUM);
        if (feasible == null && vertices == null && !isZeroOne && !hasConstantSum) {
            return probe.skipped("no trait, membership test or list of vertices says what is feasible");
        }
        Answer[] answers = probe.solveAll();
        return probe.checkEach(i -> {
            String fault = isZeroOne ? zeroOneFault(answers[i]) : "";
            fault += hasConstantSum ? sumFault(answers[i], answers[0]) : "";
            fault += membershipFault(answers[i], feasible);
            fault += vertices == null || vertices.contains(answers[i], ROUNDING) ? "" : "; it is not on the list";
            return fault.isEmpty() ? "" : "the answer " + answers[i] + " is not feasible" + fault;
        });
    }

    /**
     * R17: the membership test accepts answers. If all answers have whole coordinates, it must refuse an answer after
     * 0.5 is added to one coordinate.
     */
    static RuleResult membership(Probe probe) {
        Membership membership = probe.oracle.as(Membership.class).orElse(null);
        if (membership == null) {
            return probe.skipped("the oracle does not say what is feasible");
        }
        Answer[] answers = probe.solveAll();
        boolean areWhole = Arrays.stream(answers)
                .flatMapToDouble(answer -> Arrays.stream(answer.y()))
                .allMatch(x -> x == Math.rint(x));
        for (int i = 0; i < answers.length; i++) {
            Optional<String> violation = membership.violation(answers[i].y().clone());
            if (violation.isPresent()) {
                return probe.failed(i, "the answer " + answers[i] + " is said to be infeasible: " + violation.get());
            }
            double[] moved = answers[i].y().clone();
            moved[i % moved.length] += 0.5;
            if (areWhole && membership.violation(moved).isEmpty()) {
                return probe.failed(i, Answer.text(moved) + " is said to be feasible");
            }
        }
        return probe.passed(answers.length + (areWhole ? " members and as many others" : " members"));
    }

    private static String zeroOneFault(Answer answer) {
        for (double value : answer.y()) {
            if (value != 0 && value != 1) {
                return "; the trait ZERO_ONE allows no " + value;
            }
        }
        return "";
    }

    private static String sumFault(Answer answer, Answer first) {
        double sum = answer.sum();
        double expected = first.sum();
        double magnitude = 1 + Arrays.stream(answer.y()).map(Math::abs).sum();
        return Math.abs(sum - expected) <= ROUNDING * magnitude
                ? ""
                : "; its sum " + sum + " is not the " + expected + " of the answer for theta 0, against CONSTANT_SUM";
    }

    private static String membershipFault(Answer answer, @Nullable Predicate<double[]> feasible) {
        return feasible == null || feasible.test(answer.y().clone()) ? "" : "; the membership test refuses it";
    }
}
