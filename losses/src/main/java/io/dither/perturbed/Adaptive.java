package io.dither.perturbed;

import io.dither.engine.Stopping;
import io.dither.engine.Tally;
import io.dither.layer.Estimated;

/** The stopping rule of one call: looks at the tally after each block, in order, or at the clock. */
final class Adaptive implements Stopping {
    private final StoppingRule rule;
    private final Measurement measured;
    private long deadline;

    Adaptive(StoppingRule rule, Measurement measured) {
        this.rule = rule;
        this.measured = measured;
    }

    @Override
    public void start() {
        deadline = rule.clock().getAsLong() + rule.budget().toNanos();
    }

    @Override
    public boolean isOver() {
        return !rule.budget().isZero() && rule.clock().getAsLong() - deadline >= 0;
    }

    @Override
    public boolean isEnough(Tally tally) {
        return rule.budget().isZero()
                && tally.samples() >= StoppingRule.LEAST
                && rule.test().isEnough(progress(tally));
    }

    private StoppingRule.Progress progress(Tally tally) {
        return new StoppingRule.Progress() {
            @Override
            public Estimated value() {
                return tally.get(measured.value).estimated();
            }

            @Override
            public Estimated solution() {
                return tally.get(measured.solution).estimated();
            }
        };
    }
}
