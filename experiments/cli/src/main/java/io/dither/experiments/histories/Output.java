package io.dither.experiments.histories;

import io.dither.experiments.launch.Context;
import io.dither.learn.Metrics;
import io.dither.learn.diagnose.Elasticities;
import io.dither.learn.diagnose.RecursiveLogit;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Weight;
import io.dither.learn.persons.PersonResults;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was learnt, and how good it is, as text for people and as JSON for scripts. */
final class Output {
    private static final Pattern NEXT_WORD = Pattern.compile("\\P{L}+(\\p{L}?)");

    private Output() {}

    /** What people read. */
    static String text(Learnt learnt, List<Importance> importance, List<Metric> metrics) {
        String model = learnt.people()
                .map(PersonResults::toString)
                .orElse(learnt.fitted().toString());
        StringBuilder text = new StringBuilder(model);
        learnt.likelihood().ifPresent(one -> text.append(one + "\n"));
        learnt.samples().ifPresent(one -> text.append("samples: " + one + "\n"));
        learnt.mixing().ifPresent(one -> text.append("chains: " + one + "\n"));
        if (!metrics.isEmpty()) {
            text.append("\n" + learnt.held().size() + " examples held out, by a model of the other "
                    + learnt.split().training().size() + " (95 % intervals):\n" + text(metrics));
        }
        if (!learnt.without().isEmpty()) {
            text.append("\nmore than " + learnt.other() + ", example by example:\n" + text(learnt.differences()));
        }
        learnt.people()
                .filter(people -> !people.ownTastes().isEmpty())
                .ifPresent(people -> text.append("\nlast decisions of "
                        + people.lastDecisions() + " persons held out, by their own tastes less by those of all:\n"
                        + text(people.ownTastes())));
        if (learnt.fitted().model().isGrown() && !learnt.held().isEmpty()) {
            text.append("\nrise of their mean loss where a feature is shuffled:\n" + shuffles(importance));
        }
        return text.toString();
    }

    /** What scripts read. */
    static Map<String, Object> fields(
            Learnt learnt, List<Importance> importance, List<Metric> metrics, Optional<RecursiveLogit> logit) {
        Fitted fitted = learnt.fitted();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("weights", fitted.weights());
        if (!fitted.model().effects().isEmpty()) {
            fields.put("shrunkenEffects", fitted.effects());
            fields.put("effectsRidge", fitted.settings().effectsRidge());
            fields.put("moreThanWithoutEffects", fields(learnt.differences()));
        }
        learnt.people().ifPresent(people -> {
            fields.putAll(people.fields());
            fields.put("moreThanOneTaste", fields(learnt.differences()));
            if (!people.ownTastes().isEmpty()) {
                fields.put("lastDecisions", people.lastDecisions());
                fields.put("ownTastesMoreThanMean", fields(people.ownTastes()));
            }
        });
        if (!importance.isEmpty()) {
            fields.put("importance", importance);
        }
        fields.put("examples", fitted.examples());
        if (learnt.draws()) {
            fields.put("samples", fitted.settings().samples());
        }
        learnt.likelihood()
                .ifPresent(one -> one.named().forEach((name, value) -> fields.putIfAbsent(key(name), value)));
        fields.put("loss", fitted.loss());
        fields.put("status", fitted.status().toString());
        fields.put("epsilon", fitted.epsilon());
        fields.put("epsilonStandardError", fitted.epsilonError());
        fields.put("epsilonLow", fitted.ofEpsilon().low());
        fields.put("epsilonHigh", fitted.ofEpsilon().high());
        fields.put("message", fitted.message());
        fields.put("specification", fitted.specification());
        learnt.mixing().ifPresent(one -> {
            fields.put("effectiveSamples", one.effective());
            fields.put("rHat", one.rHat());
        });
        fields.put("unidentified", fitted.unidentified());
        fields.put("metrics", fields(metrics));
        List<Weight> elasticities = learnt.people()
                .map(people -> Elasticities.shown(people.model().mixture(), learnt.held()))
                .orElseGet(() -> Elasticities.shown(fitted, learnt.held()));
        if (!elasticities.isEmpty()) {
            fields.put("elasticities", elasticities);
        }
        logit.ifPresent(other -> fields.put("recursiveLogit", fields(other)));
        return fields;
    }

    /** The recursive logit for comparison, or why it has no fit. */
    private static Map<String, Object> fields(RecursiveLogit logit) {
        Fitted fitted = logit.fitted();
        Metric mean = logit.logLikelihood();
        if (fitted == null || mean == null) {
            return Map.of("reason", logit.reason());
        }
        List<Metric> metrics = new ArrayList<>(Metrics.of(logit.outcomes()));
        metrics.add(mean);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("weights", fitted.weights());
        fields.put("examples", fitted.examples());
        fields.put("status", fitted.status().toString());
        fields.put("metrics", fields(metrics));
        return fields;
    }

    /** The cost of shuffling each feature, largest first; nothing if it is not known. */
    private static String shuffles(List<Importance> importance) {
        StringBuilder text = new StringBuilder();
        importance.stream()
                .filter(one -> !Double.isNaN(one.shuffle()))
                .sorted(Comparator.comparingDouble(Importance::shuffle).reversed())
                .forEach(one -> text.append(String.format(
                        Locale.ROOT,
                        "%-26s %10s +- %s\n",
                        one.name(),
                        show(one.shuffle()),
                        show(one.shuffleStandardError()))));
        return text.toString();
    }

    static Map<String, Object> fields(List<Metric> metrics) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("value", metric.value());
            one.put("standardError", metric.standardError());
            one.put("low", metric.low());
            one.put("high", metric.high());
            one.put("examples", metric.examples());
            fields.put(key(metric.name()), one);
        }
        return fields;
    }

    /** Makes "regret (ratio of sums)" regretRatioOfSums. */
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
            text.append(String.format(Locale.ROOT, "%-26s %10s", metric.name(), show(metric.value())));
            text.append(
                    Double.isNaN(metric.low())
                            ? "   -\n"
                            : String.format(Locale.ROOT, "   %s to %s\n", show(metric.low()), show(metric.high())));
        }
        return text.toString();
    }

    /** Tells if what is judged are weights that {@code dither predict} refuses. */
    static void warn(Path model, Fitted fitted, Context context) {
        if (fitted.status() == Fitted.Status.NO_ROOT) {
            context.err()
                    .println("dither: " + model + " is not to be used (" + fitted.status() + "): " + fitted.message());
        }
    }

    /** Returns what theta and a decision add up to, as the first of some oracles has it. */
    static String total(Stream<LinearOracle> oracles) {
        return oracles.findFirst().filter(one -> one.sense() == Sense.MAXIMIZE).isPresent() ? "score" : "cost";
    }

    static String show(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
    }
}
