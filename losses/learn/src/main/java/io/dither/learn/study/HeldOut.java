package io.dither.learn.study;

import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import java.util.List;
import java.util.Optional;

/**
 * The decisions of a model that was fitted to the training part, on the held-out examples.
 *
 * @param split the training part, and the held-out examples that were solved (all held-out examples if {@code fit} is empty)
 * @param fit the fit to the training part; empty if one of the parts is empty, or no held-out example was solved
 * @param outcomes the decisions of this fit on the held-out examples
 * @param simplerOutcomes the decisions of a simpler model on the same examples, such as a model without effects; empty
 *     if there is none, or if a solve for it found no solution within the limits of the solver
 */
public record HeldOut(Holdout split, Optional<Fitted> fit, List<Outcome> outcomes, List<Outcome> simplerOutcomes) {
    /**
     * {@return a result without fit and decisions}
     *
     * @param split the training part, and the held-out examples
     */
    public static HeldOut none(Holdout split) {
        return new HeldOut(split, Optional.empty(), List.of(), List.of());
    }

    /** {@return metrics of the decisions; empty if there are no decisions} */
    public List<Metric> metrics() {
        return outcomes.isEmpty() ? List.of() : Metrics.of(outcomes);
    }

    /** {@return metrics of the decisions minus metrics of the simpler model, paired by example; empty if there is no simpler model} */
    public List<Metric> differences() {
        return simplerOutcomes.isEmpty() ? List.of() : Metrics.differences(outcomes, simplerOutcomes);
    }
}
