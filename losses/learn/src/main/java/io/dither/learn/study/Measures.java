package io.dither.learn.study;

import io.dither.layer.Mixing;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Metric;
import java.util.List;
import java.util.Optional;

/**
 * Measurements of a fit besides its weights.
 *
 * @param isSampled whether samples were drawn; if not, mean decisions have a closed form, or the loss uses no noise and no
 *     simulation
 * @param likelihood the log likelihoods of the decisions; empty if probabilities have no closed form, or weights that differ between
 *     persons were fitted by moments
 * @param mixing the diagnostics of mixing, if the loss simulates Markov chains
 * @param relaxation compares the oracle used in training with the oracle that decides, on the held-out examples; empty if they are the same
 * @param importance the importance of each feature of trees; empty for models with weights
 */
public record Measures(
        boolean isSampled,
        Optional<LogLikelihood> likelihood,
        Optional<Mixing> mixing,
        List<Metric> relaxation,
        List<Importance> importance) {
    /**
     * {@return measures of which only {@code isSampled} is known so far}
     *
     * @param isSampled whether samples were drawn
     */
    public static Measures of(boolean isSampled) {
        return new Measures(isSampled, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** Returns a copy with the likelihood and the mixing, which are measured on the examples of the fit. */
    Measures with(Optional<LogLikelihood> newLikelihood, Optional<Mixing> newMixing) {
        return new Measures(isSampled, newLikelihood, newMixing, relaxation, importance);
    }
}
