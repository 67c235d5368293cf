package io.dither.experiments.histories;

import io.dither.layer.Mixing;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.SavedModel;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.persons.PersonResults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The model of all examples, and before it the one that those held out were decided by, if any were.
 *
 * @param setting how it was fitted
 * @param split the examples held out, and the others
 * @param trained the model of the others
 * @param held what it decided on those held out
 * @param without what a simpler model decides on them: one without effects, or with one taste for all; none if there is none simpler
 * @param fitted the model of all examples; that of the mean tastes if persons differ
 * @param digest of its fit
 * @param people how persons differ, if they do
 * @param draws whether samples were drawn
 * @param likelihood how probable decisions are, where that is known without samples
 * @param mixing whether simulations forget where they begin, if the loss makes chains of them
 */
record Learnt(
        FitSettings setting,
        Holdout split,
        Optional<Fitted> trained,
        List<Outcome> held,
        List<Outcome> without,
        Fitted fitted,
        String digest,
        Optional<PersonResults> people,
        boolean draws,
        Optional<LogLikelihood> likelihood,
        Optional<Mixing> mixing) {
    /** What is known before the fit of all examples: the first parts of the whole. */
    record Judged(
            FitSettings setting, Holdout split, Optional<Fitted> trained, List<Outcome> held, List<Outcome> without) {
        Learnt with(
                Fitted fitted,
                String digest,
                boolean draws,
                Optional<LogLikelihood> likelihood,
                Optional<Mixing> mixing) {
            return new Learnt(
                    setting,
                    split,
                    trained,
                    held,
                    without,
                    fitted,
                    digest,
                    Optional.empty(),
                    draws,
                    likelihood,
                    mixing);
        }
    }

    /** Returns what the simpler model is. */
    String other() {
        return people.isPresent() ? "one taste for all" : "without effects";
    }

    /** Returns what the simpler model changes of the decisions on the examples held out, pair by pair. */
    List<Metric> differences() {
        return without.isEmpty() ? List.of() : Metrics.differences(held, without);
    }

    /** Returns a model that keeps the persons, if they differ. */
    SavedModel keptIn(SavedModel model) {
        return people.map(results -> results.model().in(model)).orElse(model);
    }

    /** Returns how many samples were drawn, and why, for people; nothing if none were. */
    Optional<String> samples() {
        if (!draws) {
            return Optional.empty();
        }
        List<Observation> all =
                Stream.of(split.training(), split.held()).flatMap(List::stream).toList();
        int number = setting.samples();
        String why = number == FitSettings.samplesFor(all)
                ? "usual for examples of " + FitSettings.coordinates(all) + " coordinates together"
                : "as told";
        return Optional.of(number + " per example, " + why);
    }
}
