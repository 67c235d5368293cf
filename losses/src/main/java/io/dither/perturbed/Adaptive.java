package io.dither.perturbed;

import io.dither.layer.Estimated;

/** The stopping rule of one call: looks at the tally after each block, in order, or at the clock. */
final class Adaptive {
    private final StoppingRule rule;
    private final Wanted wanted;
    private long deadline;

    Adaptive(StoppingRule rule, Wanted wanted) {
        this.rule = rule;
        this.wanted = wanted;
    }

    /** Starts the time budget, before the first block is handed to any thread. */
    void start() {
        deadline = rule.clock().getAsLong() + rule.budget().toNanos();
    }

    /** Says whether a time budget is over. */
    boolean isOver() {
        return !rule.budget().isZero() && rule.clock().getAsLong() - deadline >= 0;
    }

    /** Says whether the samples so far are enough; a time budget takes all that there are. */
    boolean isEnough(Tally tally) {
        return rule.budget().isZero()
                && tally.samples() >= StoppingRule.LEAST
                && rule.test().isEnough(progress(tally));
    }

    private StoppingRule.Progress progress(Tally tally) {
        return new StoppingRule.Progress() {
            @Override
            public Estimated value() {
                return tally.get(wanted.value).estimated();
            }

            @Override
            public Estimated solution() {
                return tally.get(wanted.solution).estimated();
            }
        };
    }
}
