package io.dither.experiments.histories;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.number;

import io.dither.experiments.launch.Context;
import io.dither.experiments.learning.ResultsAddition;
import io.dither.learn.Outcome;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Metric;
import io.dither.learn.persons.PersonResults;
import io.dither.learn.study.HeldOut;
import io.dither.learn.study.StudyResults;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Formats what was learnt, and how good it is, as text for people and as JSON for scripts. */
final class Output {
    /** What separates two words, with the first letter of the second word. */
    private static final Pattern NEXT_WORD = Pattern.compile("\\P{L}+(\\p{L}?)");

    private Output() {}

    /** Returns the lines for the console; {@code weights}, if present, replaces the usual table of weights. */
    static String text(StudyResults results, Optional<String> weights) {
        HeldOut heldOut = results.heldOut();
        StringBuilder text = new StringBuilder(results.persons()
                .map(PersonResults::toString)
                .or(() -> weights)
                .orElse(results.fit().toString()));
        results.measures().likelihood().ifPresent(likelihood -> text.append(likelihood + "\n"));
        results.samples().ifPresent(samples -> text.append("samples: " + samples + "\n"));
        results.measures().mixing().ifPresent(mixing -> text.append("chains: " + mixing + "\n"));
        List<Metric> metrics = results.metrics();
        if (!metrics.isEmpty()) {
            text.append("\n" + heldOut.outcomes().size() + " examples held out, by a model of the other "
                    + heldOut.split().training().size() + " (95 % intervals):\n" + text(metrics));
        }
        if (!heldOut.simplerOutcomes().isEmpty()) {
            text.append("\nminus " + results.simplerName() + ", example by example (95 % intervals):\n"
                    + text(heldOut.differences()));
        }
        // the tastes of all are the typical weights: medians of tastes, or means over classes
        results.persons()
                .filter(persons -> !persons.ownMinusTypical().isEmpty())
                .ifPresent(persons -> text.append("\nlast decisions of "
                        + persons.lastDecisionCount()
                        + " held-out persons, by their own tastes minus by the tastes of all (95 % intervals):\n"
                        + text(persons.ownMinusTypical())));
        // trees have no weights: the importance of features is shown instead
        if (results.fit().weights().isEmpty() && !heldOut.outcomes().isEmpty()) {
            text.append("\nrise of the mean loss on held-out examples if a feature is shuffled:\n"
                    + importanceLines(results.measures().importance()));
        }
        return text.toString();
    }

    /** Returns the JSON output. */
    static Map<String, Object> fields(StudyResults results) {
        Fitted fitted = results.fit();
        List<Metric> differences = results.heldOut().differences();
        List<Importance> importance = results.measures().importance();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("weights", fitted.weights());
        if (!GroupEffects.of(fitted.model()).isEmpty()) {
            fields.put("shrunkenEffects", fitted.effects());
            fields.put("effectsRidge", fitted.settings().effectsRidge());
            fields.put("moreThanWithoutEffects", fields(differences));
        }
        results.persons().ifPresent(persons -> {
            fields.putAll(persons.fields());
            fields.put("moreThanOneTaste", fields(differences));
            if (!persons.ownMinusTypical().isEmpty()) {
                fields.put("lastDecisions", persons.lastDecisionCount());
                fields.put("ownTastesMoreThanMean", fields(persons.ownMinusTypical()));
            }
        });
        if (!importance.isEmpty()) {
            fields.put("importance", importance);
        }
        fields.put("examples", fitted.examples());
        if (results.measures().isSampled()) {
            fields.put("samples", fitted.settings().samples());
        }
        // if persons differ, the fields have the log likelihood and the BIC of their mixture already: these stay
        results.measures()
                .likelihood()
                .ifPresent(likelihood ->
                        likelihood.byName().forEach((name, value) -> fields.putIfAbsent(key(name), value)));
        fields.put("loss", fitted.loss());
        fields.put("status", fitted.status().toString());
        fields.put("epsilon", fitted.epsilon());
        fields.put("epsilonStandardError", fitted.epsilonError());
        fields.put("epsilonLow", fitted.epsilonWeight().low());
        fields.put("epsilonHigh", fitted.epsilonWeight().high());
        fields.put("message", fitted.message());
        fields.put("specification", fitted.specification());
        results.measures().mixing().ifPresent(mixing -> {
            fields.put("effectiveSamples", mixing.effectiveSampleSize());
            fields.put("rHat", mixing.rHat());
        });
        fields.put("unidentified", fitted.unidentified());
        fields.put("metrics", fields(results.metrics()));
        List<Outcome> outcomes = results.heldOut().outcomes();
        ResultsAddition.all(
                        fitted, results.persons().map(persons -> persons.model().mixture()), outcomes)
                .forEach(section -> fields.putAll(section.fields()));
        return fields;
    }

    /**
     * Returns a line per feature with the rise of the loss if the feature is shuffled, the largest first, without unknown rises.
     */
    private static String importanceLines(List<Importance> importance) {
        StringBuilder text = new StringBuilder();
        importance.stream()
                .filter(feature -> !Double.isNaN(feature.shuffle()))
                .sorted(Comparator.comparingDouble(Importance::shuffle).reversed())
                .forEach(feature -> text.append(format(
                        "%-26s %10s +- %s\n",
                        feature.name(), number(feature.shuffle()), number(feature.shuffleStandardError()))));
        return text.toString();
    }

    static Map<String, Object> fields(List<Metric> metrics) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("value", metric.value());
            figure.put("standardError", metric.standardError());
            figure.put("low", metric.low());
            figure.put("high", metric.high());
            figure.put("examples", metric.examples());
            fields.put(key(metric.name()), figure);
        }
        return fields;
    }

    /** Turns a name such as "regret (ratio of sums)" into a key such as regretRatioOfSums; "AIC" becomes aic. */
    static String key(String name) {
        if (name.toUpperCase(Locale.ROOT).equals(name)) {
            return name.toLowerCase(Locale.ROOT);
        }
        String key = NEXT_WORD.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
        return key.substring(0, 1).toLowerCase(Locale.ROOT) + key.substring(1);
    }

    static String text(List<Metric> metrics) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : metrics) {
            text.append(format("%-26s %10s", metric.name(), number(metric.value())));
            text.append(
                    Double.isNaN(metric.low())
                            ? "   -\n"
                            : format("   %s to %s\n", number(metric.low()), number(metric.high())));
        }
        return text.toString();
    }

    /** Warns if the moment equations of the model had no root: {@code dither predict} refuses its weights. */
    static void warnIfUnusable(Path model, SavedModel saved, Context context) {
        Fitted fitted = saved.fitted();
        if (fitted.status() == Fitted.Status.NO_ROOT) {
            context.err()
                    .println("dither: " + model + " is not to be used (" + fitted.status() + "): " + fitted.message());
        }
    }

    /** Returns the word for the objective: score if the first oracle maximises, otherwise cost. */
    static String objectiveName(Stream<LinearOracle> oracles) {
        return oracles.findFirst()
                        .filter(oracle -> oracle.sense() == Sense.MAXIMIZE)
                        .isPresent()
                ? "score"
                : "cost";
    }
}
