package io.dither.learn.study;

import static io.dither.learn.model.PlainText.number;

import io.dither.learn.Estimator;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.SavedModel;
import io.dither.learn.Simulations;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Tests whether a saved model still fits new examples: compares the model's metrics on the new examples with its metrics on held-out examples,
 * and its weights with weights learnt from the new examples.
 *
 * @param metricChanges the metrics on the new examples minus the metrics on the held-out examples; empty if the model has no
 *     metrics, or was learnt from the new examples
 * @param weightChanges the new weights minus the saved weights, where both have a standard error; empty if weights are not compared
 * @param reasonUntested why weights are not compared, or why nothing is compared; empty if weights are compared
 */
public record Drift(List<Metric> metricChanges, List<Weight> weightChanges, String reasonUntested) {
    /** A change is significant if its p-value is below this level, divided by the number of metrics or of weights. */
    private static final double SIGNIFICANCE = 0.05;
    /** The probability with which a test finds a change of the size that {@link #verdict} names. */
    private static final double POWER = 0.8;

    /**
     * Compares a saved model with a history.
     *
     * @param saved the model
     * @param observations the examples of the history
     * @param outcomes the decisions of the model on these examples
     * @param canSolveOften whether to compare weights even if that takes many solves
     * @param estimators makes an estimator with given settings, which learns the saved model's cost model
     * @param catalogue the losses and noises by name
     * @return the differences
     */
    public static Drift of(
            SavedModel saved,
            List<Observation> observations,
            List<Outcome> outcomes,
            boolean canSolveOften,
            Function<FitSettings, Estimator> estimators,
            PluginCatalogue catalogue) {
        if (Learner.isFittedTo(saved.fitted(), observations)) {
            return new Drift(
                    List.of(),
                    List.of(),
                    "the model was learnt from these examples, so its figures on them are too good");
        }
        List<Metric> metricChanges = new ArrayList<>();
        List<Metric> newMetrics = Metrics.of(outcomes);
        for (Metric before : saved.heldOut()) {
            newMetrics.stream()
                    .filter(metric -> metric.name().equals(before.name()))
                    .map(metric -> Metric.of(
                                    metric.name(), metric.interval().minus(before.interval()), metric.examples())
                            .withBetter(metric.better()))
                    .forEach(metricChanges::add);
        }
        List<Weight> weightChanges = new ArrayList<>();
        String reason = compareWeights(saved, observations, canSolveOften, estimators, catalogue, weightChanges);
        return new Drift(List.copyOf(metricChanges), List.copyOf(weightChanges), reason);
    }

    /** Adds the changes of the weights to a list; returns why there are none, or an empty text. */
    private static String compareWeights(
            SavedModel saved,
            List<Observation> observations,
            boolean canSolveOften,
            Function<FitSettings, Estimator> estimators,
            PluginCatalogue catalogue,
            List<Weight> weightChanges) {
        Fitted fitted = saved.fitted();
        if (!saved.persons().isEmpty() || fitted.covariance().length == 0) {
            return saved.persons().isEmpty()
                    ? "the weights of the model have no standard errors"
                    : "each person has own weights";
        }
        if (!GroupEffects.of(fitted.model()).isEmpty()) {
            return "the effects of groups are shrunken towards zero";
        }
        if (!canSolveOften && Simulations.drawsSamples(fitted.settings(), observations, catalogue)) {
            return "this needs a fit to these examples: add --test-weights";
        }
        FitSettings settings = fitted.settings().errors(FitSettings.Errors.ROBUST);
        Estimator estimator = estimators.apply(settings);
        if (!(estimator instanceof Learner learner)) {
            return "trees have no weights";
        }
        // a fit by moments refuses a start
        Fitted refit = (settings.isMoments()
                        ? learner
                        : learner.startAt(Standardisable.of(fitted.model()).raw(fitted.parameters())))
                .fit(observations);
        if (refit.status() != Fitted.Status.CONVERGED) {
            return "a fit to only these examples ended as " + refit.status() + ": " + refit.message();
        }
        for (Weight before : fitted.weights()) {
            refit.weights().stream()
                    .filter(weight -> weight.name().equals(before.name()))
                    .filter(weight -> weight.standardError() > 0 && before.standardError() > 0)
                    .forEach(weight -> weightChanges.add(Weight.of(
                            weight.name(),
                            Interval.of(
                                    weight.estimate() - before.estimate(),
                                    Math.hypot(weight.standardError(), before.standardError())))));
        }
        return weightChanges.isEmpty() ? "no weight has a standard error in both fits" : "";
    }

    /** {@return whether anything is compared} */
    public boolean hasComparisons() {
        return !metricChanges.isEmpty() || !weightChanges.isEmpty();
    }

    /**
     * {@return phrases on the metrics that became significantly worse and the weights that changed significantly, with a Bonferroni
     * correction}
     */
    public List<String> significant() {
        List<String> significant = new ArrayList<>();
        metricChanges.stream()
                .filter(change -> isSignificant(change) && isWorse(change))
                .forEach(change -> significant.add(change.name() + " became worse"));
        weightChanges.stream()
                .filter(this::isSignificant)
                .forEach(change -> significant.add("the weight of " + change.name() + " changed"));
        return significant;
    }

    /** Returns the metrics that became significantly better, for example because the new decisions are easier. */
    private List<String> better() {
        return metricChanges.stream()
                .filter(change -> isSignificant(change) && !isWorse(change))
                .map(change -> change.name() + " became better")
                .toList();
    }

    private boolean isSignificant(Metric change) {
        return change.pValue() < SIGNIFICANCE / metricChanges.size();
    }

    private boolean isSignificant(Weight change) {
        return change.pValue() < SIGNIFICANCE / weightChanges.size();
    }

    /** Returns whether a change is for the worse. Of ratios that are best at 1, lower is better, because they are at least 1. */
    private static boolean isWorse(Metric change) {
        return change.value() < 0 == (change.better() == Metric.Better.HIGHER);
    }

    /** {@return a sentence that explains the differences} */
    public String verdict() {
        List<String> changes = new ArrayList<>(significant());
        changes.addAll(better());
        if (!significant().isEmpty()) {
            return "drift: " + String.join(", ", changes) + ". Maybe learn again";
        }
        if (!changes.isEmpty()) {
            return "no drift is seen, but other changes: " + String.join(", ", changes);
        }
        List<String> detectable = new ArrayList<>();
        metricChanges.stream()
                .filter(change -> change.standardError() > 0)
                .forEach(change ->
                        detectable.add(detectable(change.name(), change.standardError(), metricChanges.size())));
        weightChanges.forEach(
                change -> detectable.add(detectable(change.name(), change.standardError(), weightChanges.size())));
        return "no change is seen"
                + (isUncorrectedSignificant() ? " (among so many tests, one interval without 0 is no evidence)" : "")
                + (detectable.isEmpty()
                        ? ", but these examples could not show one"
                        : "; changes smaller than these could be missed: " + String.join(", ", detectable));
    }

    /** Returns whether a change is significant without the correction for the number of tests. */
    private boolean isUncorrectedSignificant() {
        return metricChanges.stream().anyMatch(change -> change.pValue() < SIGNIFICANCE)
                || weightChanges.stream().anyMatch(change -> change.pValue() < SIGNIFICANCE);
    }

    /**
     * Returns the change that a test finds with the probability {@link #POWER}, as text. The test is one of several, and
     * its level is corrected for their number.
     */
    private static String detectable(String name, double error, int tests) {
        double standardErrors = Noise.gaussian().quantile(1 - SIGNIFICANCE / tests / 2)
                + Noise.gaussian().quantile(POWER);
        return number(standardErrors * error) + " (" + name + ")";
    }
}
