package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.oracle.Trait;
import io.dither.perturbed.internal.engine.Stopping;
import io.dither.perturbed.internal.engine.Tally;
import io.dither.perturbed.internal.statistic.VectorMoments;

/** Applies the stopping rule of a call: after each block, in order, it looks at the tally or at the clock. */
final class Adaptive implements Stopping {
    /** The number of pseudo-samples, which keep the standard error of a rare coordinate above 0. */
    private static final int PSEUDO_SAMPLES = 4;

    private final StoppingRule rule;
    private final Measurement measured;
    private long deadline;

    Adaptive(StoppingRule rule, Measurement measured) {
        this.rule = rule;
        this.measured = measured;
    }

    @Override
    public void start() {
        deadline = rule.clock.getAsLong() + rule.budget.toNanos();
    }

    @Override
    public boolean isOver() {
        return !rule.budget.isZero() && rule.clock.getAsLong() - deadline >= 0;
    }

    @Override
    public boolean isEnough(Tally tally) {
        return rule.budget.isZero()
                && tally.samples() >= StoppingRule.MIN_SAMPLES
                && rule.test.isEnough(new Progress(measured, tally));
    }

    /** The estimates after a block, as a rule sees them. */
    record Progress(Measurement measured, Tally tally) {
        Estimated value() {
            return tally.get(measured.value).estimated();
        }

        Estimated solution() {
            VectorMoments moments = tally.get(measured.solution);
            boolean zeroOne = measured.input.oracle().traits().contains(Trait.ZERO_ONE);
            return zeroOne ? moments.estimatedWithPseudoSamples(PSEUDO_SAMPLES) : moments.estimated();
        }
    }
}
