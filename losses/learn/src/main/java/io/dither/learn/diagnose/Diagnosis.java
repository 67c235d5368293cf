package io.dither.learn.diagnose;

import io.dither.error.OracleException;
import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.internal.evaluate.Unsolved;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How good a fit is on examples that it has not seen: metrics beside those of baselines, what observed decisions cost more than the
 * best ones, whether probabilities are right, and where the model is most wrong. Numbers only.
 *
 * @param fitted the fit that decided
 * @param outcomes its decisions on the held-out examples
 * @param comparison the metrics of the fit and of each baseline, and their differences
 * @param excess what observed decisions cost more, or null if that is unknown
 * @param calibration predicted probabilities against observed frequencies, or null if no decision was observed
 * @param worst the worst-predicted examples, or null if the excess is unknown
 * @param noise which noise fits, or null if it was not asked for or does not apply
 * @param logit the recursive logit, or null if it was not asked for or the examples are not paths
 */
public record Diagnosis(
        Fitted fitted,
        List<Outcome> outcomes,
        Comparison comparison,
        @Nullable Excess excess,
        @Nullable Calibration calibration,
        @Nullable WorstExamples worst,
        @Nullable NoiseChoice noise,
        @Nullable RecursiveLogit logit) {
    /** How many samples probabilities are usually estimated from. */
    public static final int SAMPLES = 300;

    /**
     * Diagnoses a fit, beside the {@linkplain Baselines usual baselines}.
     *
     * @param fitted the fit on the training examples
     * @param training what baselines learn from, at least one example
     * @param held the examples that were held out, at least one
     * @return the diagnosis
     * @throws OracleException if a solve fails
     */
    public static Diagnosis of(Fitted fitted, List<Observation> training, List<Observation> held) {
        List<Outcome> outcomes = Outcome.all(held, fitted);
        return of(
                fitted,
                outcomes,
                Baselines.of(fitted.model(), training, held),
                SAMPLES,
                fitted.settings().seed());
    }

    /**
     * Diagnoses a fit by decisions that were already made.
     *
     * @param fitted the fit on the training examples
     * @param outcomes its decisions on the held-out examples, at least one
     * @param baselines what others decide on the same examples in the same order, by their names
     * @param samples how many samples estimate the probabilities of an example, at least 2
     * @param seed the seed of their noise
     * @return the diagnosis
     * @throws OracleException if a solve fails
     */
    public static Diagnosis of(
            Fitted fitted, List<Outcome> outcomes, Map<String, List<Outcome>> baselines, int samples, long seed) {
        List<Outcome> known = outcomes.stream().filter(Excess::isKnown).toList();
        Calibration calibration = null;
        if (outcomes.stream().anyMatch(one -> one.observation().target() instanceof Decision)) {
            try (Predictor predictor = Predictor.of(fitted)) {
                calibration =
                        Calibration.of(answered(outcomes, fitted), predictor, isExact(fitted, outcomes), samples, seed);
            }
        }
        return new Diagnosis(
                fitted,
                List.copyOf(outcomes),
                Comparison.of(fitted, outcomes, baselines),
                known.isEmpty() ? null : Excess.of(known),
                calibration,
                known.isEmpty() ? null : WorstExamples.of(known, fitted),
                null,
                null);
    }

    /**
     * {@return whether the probabilities of all decisions are known without samples}
     *
     * @param fitted what decides
     * @param outcomes the decisions
     */
    public static boolean isExact(Fitted fitted, List<Outcome> outcomes) {
        return outcomes.stream()
                .allMatch(one -> fitted.noise().isExact(one.observation().oracle()));
    }

    /** Lets the model's decision stand for what solves with noise do not find within their limits. */
    private static List<Outcome> answered(List<Outcome> outcomes, Fitted fitted) {
        Unsolved unsolved = new Unsolved(fitted.inexact());
        return outcomes.stream()
                .map(one -> one.decided().about(unsolved.knowing(one.observation(), one.predicted())))
                .toList();
    }

    /**
     * Compares one-sided with lognormal noise, by two more fits, if the model and the examples {@linkplain NoiseChoice#usual allow}
     * it.
     *
     * @param parts the examples that the fit was trained on, and those held out
     * @param seed the seed of the fits
     * @param threads how many threads fit
     * @param catalogue where noises are found
     * @return this with the comparison
     */
    public Diagnosis withNoises(Holdout parts, long seed, int threads, PluginCatalogue catalogue) {
        return with(NoiseChoice.usual(fitted.model(), parts, seed, threads, catalogue)
                .orElse(noise));
    }

    /**
     * Adds a comparison of noises.
     *
     * @param choice the comparison, or null
     * @return this with it
     */
    public Diagnosis with(@Nullable NoiseChoice choice) {
        return new Diagnosis(fitted, outcomes, comparison, excess, calibration, worst, choice, logit);
    }

    /**
     * Replaces the calibration, by that of probabilities that are others than those of one fit.
     *
     * @param others predicted probabilities against observed frequencies
     * @return this with it
     */
    public Diagnosis with(Calibration others) {
        return new Diagnosis(fitted, outcomes, comparison, excess, others, worst, noise, logit);
    }

    /**
     * Fits the {@linkplain RecursiveLogit recursive logit}, as one more baseline, if the examples are paths.
     *
     * @param parts the examples that the fit was trained on, and those held out
     * @param threads how many threads fit
     * @param catalogue where the loss is found
     * @return this with the recursive logit
     */
    public Diagnosis withRecursiveLogit(Holdout parts, int threads, PluginCatalogue catalogue) {
        CostModel model = fitted.model();
        Optional<RecursiveLogit> other = RecursiveLogit.of(model, parts, threads, catalogue);
        return other.map(this::with).orElse(this);
    }

    /**
     * Adds the recursive logit, as one more baseline if it has a fit.
     *
     * @param other its fit on the training examples, or why there is none
     * @return this with it
     */
    public Diagnosis with(RecursiveLogit other) {
        Comparison more = other.outcomes().isEmpty()
                ? comparison
                : comparison.with(fitted, RecursiveLogit.NAME, outcomes, other.outcomes());
        return new Diagnosis(fitted, outcomes, more, excess, calibration, worst, noise, other);
    }
}
