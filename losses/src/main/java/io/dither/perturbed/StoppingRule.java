package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.oracle.Trait;
import io.dither.perturbed.internal.engine.Tally;
import io.dither.perturbed.internal.statistic.VectorMoments;
import java.util.Arrays;

/**
 * Decides when an estimate has enough samples. The builder's number of samples becomes the largest number.
 *
 * <p>The rule looks at the samples in order, after each block of samples and from {@link #MIN_SAMPLES} samples on, so
 * that the seed determines the number of samples.
 *
 * <p>The rule makes estimates biased: a run whose samples happen to miss a rare solution looks more certain than it is,
 * and stops early. Without the trait ZERO_ONE, the rule does not stop while all samples agree in a coordinate, because
 * its error is then unknown. With this trait, the rule must stop even if a coordinate is constant. So for its decision
 * it adds four pseudo-samples, two with a coordinate of 0 and two with a coordinate of 1; the error is then known and
 * above 0. The table shows the remaining bias, from 20,000 runs on a coordinate that is 1 with probability p: the mean
 * of the estimates (mean), the coverage of the 95 % intervals in runs whose error is known (cover), and the share of
 * runs whose error is unknown at the end because all samples agree (unknown).
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
    /** The smallest number of samples with which the rule stops, because a few equal samples prove nothing. */
    public static final int MIN_SAMPLES = 128;

    /** The number of pseudo-samples that keep the standard error of a rare coordinate above 0. */
    private static final int PSEUDO_SAMPLES = 4;

    private final double tolerance;

    private StoppingRule(double tolerance) {
        this.tolerance = Arguments.positive("tolerance", tolerance);
    }

    /**
     * Stops once the standard error of every coordinate of y_eps is small. Without the trait ZERO_ONE a constant
     * coordinate keeps the rule from stopping: all samples are drawn.
     *
     * @param tolerance the standard error to reach, above 0, in the units of y
     * @return the rule
     */
    public static StoppingRule solutionStandardError(double tolerance) {
        return new StoppingRule(tolerance);
    }

    /** Returns whether the samples so far are enough; called after each block, in order. */
    boolean isEnough(Measurement measurement, Tally tally) {
        if (tally.samples() < MIN_SAMPLES) {
            return false;
        }
        VectorMoments moments = tally.get(measurement.solution);
        boolean isZeroOne = measurement.input.oracle().traits().contains(Trait.ZERO_ONE);
        Estimated solution = isZeroOne ? moments.estimatedWithPseudoSamples(PSEUDO_SAMPLES) : moments.estimated();
        // false if an error is unknown (NaN)
        return Arrays.stream(solution.standardErrors()).allMatch(error -> error <= tolerance);
    }
}
