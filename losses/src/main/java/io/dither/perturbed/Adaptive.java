package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.oracle.Trait;
import io.dither.perturbed.internal.engine.Stopping;
import io.dither.perturbed.internal.engine.Tally;
import io.dither.perturbed.internal.statistic.VectorMoments;

/** The stopping rule of one call: looks at the tally after each block, in order, or at the clock. */
final class Adaptive implements Stopping {
    /** The number of pseudo-samples that keep the standard error of a rare coordinate above 0. */
    private static final int MORE = 4;

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
                && tally.samples() >= StoppingRule.LEAST
                && rule.test.isEnough(new Progress(measured, tally));
    }

    /** The tally after a block. */
    record Progress(Measurement measured, Tally tally) {
        Estimated value() {
            return tally.get(measured.value).estimated();
        }

        Estimated solution() {
            VectorMoments moments = tally.get(measured.solution);
            boolean zeroOne = measured.input.oracle().traits().contains(Trait.ZERO_ONE);
            return zeroOne ? moments.estimatedAmong(MORE) : moments.estimated();
        }
    }
}
