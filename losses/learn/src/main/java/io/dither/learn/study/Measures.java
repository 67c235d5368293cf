package io.dither.learn.study;

import io.dither.layer.Mixing;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Metric;
import java.util.List;
import java.util.Optional;

/**
 * What is measured beside the weights of a fit.
 *
 * @param isSampled whether samples were drawn, and not a closed form taken
 * @param likelihood the log likelihood of the decisions, if it is known without samples
 * @param mixing whether simulations forget where they begin, if the loss makes chains of them
 * @param relaxation how the oracle of training decides the examples held out, against the one that decides; empty if it is the same
 * @param importance what each feature of trees does; empty for models with weights
 */
public record Measures(
        boolean isSampled,
        Optional<LogLikelihood> likelihood,
        Optional<Mixing> mixing,
        List<Metric> relaxation,
        List<Importance> importance) {
    /**
     * {@return the measures of a fit that was just found}
     *
     * @param isSampled whether samples were drawn
     */
    public static Measures of(boolean isSampled) {
        return new Measures(isSampled, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** Returns the same with what is known of the decisions that were fitted to. */
    Measures with(Optional<LogLikelihood> ofDecisions, Optional<Mixing> ofChains) {
        return new Measures(isSampled, ofDecisions, ofChains, relaxation, importance);
    }
}
