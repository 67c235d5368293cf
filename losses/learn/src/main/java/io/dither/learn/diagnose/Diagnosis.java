package io.dither.learn.diagnose;

import io.dither.error.OracleException;
import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.internal.evaluate.Unsolved;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures a fit on held-out examples: its metrics and the metrics of baselines, how much more observed decisions cost than the best decisions, the
 * calibration of the fit's probabilities, and the worst-predicted examples. A diagnosis has only numbers; other classes draw them.
 *
 * @param fitted the fit that decided
 * @param outcomes the decisions of the fit on the held-out examples
 * @param comparison the metrics of the fit and of each baseline, and their differences
 * @param excess how much more observed decisions cost, over the examples for which that is known, or null if there are none
 * @param calibration predicted probabilities against observed frequencies, or null if no decision was observed, or
 *     decisions are {@linkplain io.dither.learn.model.NoiseModel#isWalks walks} and the oracle of an example has no
 *     graph to walk on
 * @param worst the worst-predicted examples, or null if {@code excess} is null
 */
public record Diagnosis(
        Fitted fitted,
        List<Outcome> outcomes,
        Comparison comparison,
        @Nullable Excess excess,
        @Nullable Calibration calibration,
        @Nullable WorstExamples worst) {
    /** The usual number of samples per example for probabilities. */
    public static final int SAMPLES = 300;

    /**
     * Diagnoses a fit and compares it with the {@linkplain Baselines usual baselines}.
     *
     * @param fitted the fit on the training examples
     * @param training the examples that baselines learn from, at least one
     * @param heldOut the held-out examples, at least one
     * @return the diagnosis
     * @throws OracleException if a solve fails
     */
    public static Diagnosis of(Fitted fitted, List<Observation> training, List<Observation> heldOut) {
        List<Outcome> outcomes = Outcome.all(heldOut, fitted);
        return of(
                fitted,
                outcomes,
                Baselines.of(fitted.model(), training, heldOut),
                SAMPLES,
                fitted.settings().seed());
    }

    /**
     * Diagnoses a fit from decisions that are already computed.
     *
     * @param fitted the fit on the training examples
     * @param outcomes the decisions of the fit on the held-out examples, at least one
     * @param baselines the decisions of baselines on the same examples in the same order, by name
     * @param samples the number of samples that estimate the probabilities of one example, at least 2
     * @param seed the seed of their noise
     * @return the diagnosis
     * @throws OracleException if a solve fails
     */
    public static Diagnosis of(
            Fitted fitted, List<Outcome> outcomes, Map<String, List<Outcome>> baselines, int samples, long seed) {
        List<Outcome> withExcess = outcomes.stream().filter(Excess::isKnown).toList();
        Calibration calibration = null;
        boolean isExact = isExact(fitted, outcomes);
        boolean hasDecisions =
                outcomes.stream().anyMatch(outcome -> outcome.observation().target() instanceof Decision);
        // walks cannot be sampled; their probabilities have a closed form only if the oracle has a graph to walk on
        if (hasDecisions && (isExact || !fitted.noise().isWalks())) {
            try (Predictor predictor = Predictor.of(fitted)) {
                calibration = Calibration.of(withFallback(outcomes, fitted), predictor, isExact, samples, seed);
            }
        }
        return new Diagnosis(
                fitted,
                List.copyOf(outcomes),
                Comparison.of(fitted, outcomes, baselines),
                withExcess.isEmpty() ? null : Excess.of(withExcess),
                calibration,
                withExcess.isEmpty() ? null : WorstExamples.of(withExcess, fitted));
    }

    /**
     * {@return whether the probabilities of all decisions have a closed form}
     *
     * @param fitted the fit
     * @param outcomes the decisions
     */
    public static boolean isExact(Fitted fitted, List<Outcome> outcomes) {
        return outcomes.stream()
                .allMatch(outcome ->
                        fitted.noise().hasClosedForm(outcome.observation().oracle()));
    }

    /**
     * Returns outcomes whose oracles return the model's decision if a solve with noise finds no solution within its
     * limits.
     */
    private static List<Outcome> withFallback(List<Outcome> outcomes, Fitted fitted) {
        Unsolved unsolved = new Unsolved(fitted.inexact());
        return outcomes.stream()
                .map(outcome -> outcome.modelDecision()
                        .about(unsolved.withFallback(outcome.observation(), outcome.predicted())))
                .toList();
    }

    /**
     * Replaces the calibration, for example by one with probabilities averaged over persons.
     *
     * @param other predicted probabilities against observed frequencies
     * @return a copy of this diagnosis with the other calibration
     */
    public Diagnosis with(Calibration other) {
        return new Diagnosis(fitted, outcomes, comparison, excess, other, worst);
    }
}
