package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when an estimate has enough samples. The builder's number of samples becomes the largest number.
 *
 * <p>Rules on standard errors are applied after each block of samples in order, from {@link #MIN_SAMPLES} samples on,
 * so that the seed determines the number of samples. A time budget does not have this property.
 *
 * <p>A rule on standard errors makes estimates biased: samples that happen to miss a rare solution look more certain,
 * and stop early. So no rule stops if all samples agree, because the error is then unknown. For an oracle with the
 * trait ZERO_ONE, whose coordinates may be constant, the rule adds four pseudo-samples, half of them ones. The table
 * shows the remaining bias, from 20,000 runs on a coordinate that is 1 with probability p: the mean of the estimates,
 * the coverage of the 95 % intervals if the error is known, and the share of runs whose error is unknown at the end
 * because all samples agree.
 *
 * <pre>
 *            ZERO_ONE                     otherwise
 * p    tolerance  mean cover unknown     mean cover
 * .01  .005      .0089  .905  .054      .0086  .947
 * .01  .002      .0096  .915  .001      .0093  .884
 * .05  .01       .0483  .918  0         .0474  .907
 * .3   .01       .2998  .950  0         .2999  .953
 * </pre>
 *
 * <p>If this bias matters, take the number of samples from a run with a rule, and estimate with that number and another
 * seed.
 */
public final class StoppingRule {
    /** No rule on a standard error stops before this number of samples: a few equal samples prove nothing. */
    public static final int MIN_SAMPLES = 128;

    /** Decides after each block. */
    interface Test {
        boolean isEnough(Adaptive.Progress progress);
    }

    final Test test;
    /** The time budget, zero for none. */
    final Duration budget;

    final LongSupplier clock;

    private StoppingRule(Test test, Duration budget, LongSupplier clock) {
        this.test = test;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * Stops once the standard error of F_eps is small.
     *
     * @param tolerance the standard error to reach, above 0, in the units of F
     * @return the rule
     */
    public static StoppingRule valueStandardError(double tolerance) {
        Arguments.positive("tolerance", tolerance);
        return on(progress -> progress.value().standardErrors()[0] <= tolerance);
    }

    /**
     * Stops once the standard error of F_eps is a small share of |F_eps|.
     *
     * @param share the share of |F_eps| to reach, above 0
     * @return the rule
     */
    public static StoppingRule relativeValueStandardError(double share) {
        Arguments.positive("share", share);
        return on(progress -> {
            Estimated value = progress.value();
            return value.standardErrors()[0] <= share * Math.abs(value.values()[0]);
        });
    }

    /**
     * Stops once the standard error of every coordinate of y_eps is small. Without the trait ZERO_ONE a coordinate that
     * is constant keeps it from stopping: all samples are drawn.
     *
     * @param tolerance the standard error to reach, above 0, in the units of y
     * @return the rule
     */
    public static StoppingRule solutionStandardError(double tolerance) {
        Arguments.positive("tolerance", tolerance);
        return on(progress -> {
            for (double error : progress.solution().standardErrors()) {
                if (!(error <= tolerance)) {
                    return false;
                }
            }
            return true;
        });
    }

    /**
     * Stops at the end of the time budget: no thread starts another block of samples, and all samples so far count.
     * Each theta of a batch has the whole budget, which starts with its first sample; the first block is always drawn.
     *
     * @param budget the time per theta, above 0
     * @return the rule
     */
    public static StoppingRule timeBudget(Duration budget) {
        return timeBudget(budget, System::nanoTime);
    }

    /** Returns the rule with another clock, in nanoseconds. */
    static StoppingRule timeBudget(Duration budget, LongSupplier clock) {
        Arguments.require(
                !budget.isNegative() && !budget.isZero(),
                "budget = " + budget + " is not above 0",
                "Maybe allow a second");
        return new StoppingRule(progress -> false, budget, clock);
    }

    private static StoppingRule on(Test test) {
        return new StoppingRule(test, Duration.ZERO, System::nanoTime);
    }
}
