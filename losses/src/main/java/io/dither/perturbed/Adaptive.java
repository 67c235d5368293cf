package io.dither.perturbed;

import io.dither.layer.Estimated;

/** The stopping rule of one call: looks at the tally after each block, in order. */
final class Adaptive {
    private final StoppingRule rule;
    private final Wanted wanted;
    private final long deadline;

    Adaptive(StoppingRule rule, Wanted wanted) {
        this.rule = rule;
        this.wanted = wanted;
        this.deadline = System.nanoTime() + rule.budget().toNanos();
    }

    /** Says whether the samples so far are enough. */
    boolean isEnough(Tally tally) {
        if (!rule.budget().isZero()) {
            return System.nanoTime() - deadline >= 0;
        }
        return tally.samples() >= StoppingRule.LEAST && rule.test().isEnough(progress(tally));
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
