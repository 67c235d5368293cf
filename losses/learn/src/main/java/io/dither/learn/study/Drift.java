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
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Whether a saved model is still right on other examples: its figures there less those on the examples that were held out when it was
 * learnt, and weights learnt from them less its own.
 *
 * @param figures the differences of figures; empty if the model has none
 * @param weights the differences of weights that have an error in both; empty if they are not compared
 * @param untested why weights are not compared, or nothing
 */
public record Drift(List<Metric> figures, List<Weight> weights, String untested) {
    private static final double LEVEL = 0.05;
    /** So many standard errors is a change that is seen four times in five: the quantiles of 97.5 and of 80 %. */
    private static final double SEEN = 2.8;

    /**
     * Compares a saved model with a history.
     *
     * @param saved the model
     * @param observations the examples of the history
     * @param outcomes the decisions of the model on them
     * @param always whether weights are compared also where that takes many solves
     * @param trainer makes what learns the cost model of the saved model from these examples, by settings
     * @param catalogue where losses and noises are found
     * @return the differences
     */
    public static Drift of(
            SavedModel saved,
            List<Observation> observations,
            List<Outcome> outcomes,
            boolean always,
            Function<FitSettings, Estimator> trainer,
            PluginCatalogue catalogue) {
        if (Learner.isFittedTo(saved.fitted(), observations)) {
            return new Drift(
                    List.of(), List.of(), "the model was learnt from these examples, whose figures flatter it");
        }
        List<Metric> figures = new ArrayList<>();
        List<Metric> now = Metrics.of(outcomes);
        for (Metric before : saved.heldOut()) {
            now.stream()
                    .filter(one -> one.name().equals(before.name()))
                    .map(one -> Metric.of(one.name(), one.interval().minus(before.interval()), one.examples())
                            .judgedBy(one.better()))
                    .forEach(figures::add);
        }
        List<Weight> weights = new ArrayList<>();
        String untested = weights(saved, observations, always, trainer, catalogue, weights);
        return new Drift(List.copyOf(figures), List.copyOf(weights), untested);
    }

    /** Adds differences of weights, or says why there are none. */
    private static String weights(
            SavedModel saved,
            List<Observation> observations,
            boolean always,
            Function<FitSettings, Estimator> trainers,
            PluginCatalogue catalogue,
            List<Weight> all) {
        Fitted fitted = saved.fitted();
        if (!saved.persons().isEmpty() || fitted.covariance().length == 0) {
            return saved.persons().isEmpty()
                    ? "the model has no errors of its weights"
                    : "persons have tastes of their own";
        }
        if (!GroupEffects.of(fitted.model()).isEmpty()) {
            return "effects are shrunken";
        }
        if (!always && Simulations.areDrawn(fitted.settings(), observations, catalogue)) {
            return "that takes a fit to these examples: add --test-weights";
        }
        FitSettings settings = fitted.settings().errors(FitSettings.Errors.ROBUST);
        Estimator trainer = trainers.apply(settings);
        if (!(trainer instanceof Learner learner)) {
            return "trees have no weights";
        }
        Fitted again = (settings.isMoments()
                        ? learner
                        : learner.startAt(Standardisable.of(fitted.model()).raw(fitted.parameters())))
                .fit(observations);
        if (again.status() != Fitted.Status.CONVERGED) {
            return "a fit to these examples alone ends as " + again.status() + ": " + again.message();
        }
        for (Weight before : fitted.weights()) {
            again.weights().stream()
                    .filter(one -> one.name().equals(before.name()))
                    .filter(one -> one.standardError() > 0 && before.standardError() > 0)
                    .forEach(one -> all.add(Weight.of(
                            one.name(),
                            Interval.of(
                                    one.estimate() - before.estimate(),
                                    Math.hypot(one.standardError(), before.standardError())))));
        }
        return all.isEmpty() ? "no weight has an error both times" : "";
    }

    /** {@return whether anything is compared} */
    public boolean isKnown() {
        return !figures.isEmpty() || !weights.isEmpty();
    }

    /** {@return figures that became worse, and weights that changed: of several, some look so by chance, which is allowed for} */
    public List<String> seen() {
        List<String> seen = new ArrayList<>();
        figures.stream()
                .filter(one -> isSeen(one) && isWorse(one))
                .forEach(one -> seen.add(one.name() + " became worse"));
        weights.stream().filter(this::isSeen).forEach(one -> seen.add("the weight of " + one.name() + " changed"));
        return seen;
    }

    /** Figures that became better, which is a change too: maybe the decisions are others, and easier. */
    private List<String> better() {
        return figures.stream()
                .filter(one -> isSeen(one) && !isWorse(one))
                .map(one -> one.name() + " became better")
                .toList();
    }

    private boolean isSeen(Metric change) {
        return change.pValue() < LEVEL / figures.size();
    }

    private boolean isSeen(Weight change) {
        return change.pValue() < LEVEL / weights.size();
    }

    /** Of ratios that are best at 1 and at least 1. */
    private static boolean isWorse(Metric change) {
        return change.value() < 0 == (change.better() == Metric.Better.MORE);
    }

    /** {@return what the differences mean, for people} */
    public String verdict() {
        List<String> changes = new ArrayList<>(seen());
        changes.addAll(better());
        if (!seen().isEmpty()) {
            return "drift: " + String.join(", ", changes) + ". Maybe learn again";
        }
        if (!changes.isEmpty()) {
            return "no drift is seen, but a change: " + String.join(", ", changes);
        }
        List<String> hidden = new ArrayList<>();
        figures.stream()
                .filter(one -> one.standardError() > 0)
                .forEach(one -> hidden.add(hidden(one.name(), one.standardError())));
        weights.forEach(one -> hidden.add(hidden(one.name(), one.standardError())));
        return "no change is seen"
                + (isNear() ? " (an interval without 0 is no evidence among so many)" : "")
                + (hidden.isEmpty()
                        ? ", nor could one be"
                        : "; it could well be missed if it is smaller than " + String.join(", ", hidden));
    }

    /** Whether an interval leaves 0 out by itself. */
    private boolean isNear() {
        return figures.stream().anyMatch(one -> one.pValue() < LEVEL)
                || weights.stream().anyMatch(one -> one.pValue() < LEVEL);
    }

    private static String hidden(String name, double error) {
        return number(SEEN * error) + " (" + name + ")";
    }
}
