package io.dither.experiments.histories;

import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A metric of decisions over time, and whether it became worse: the later half against the earlier one.
 *
 * @param name of the metric
 * @param ranks the place of each example in time, by its id; empty if that is not known
 */
record OverTime(String name, Map<String, Integer> ranks) {
    private static final int MOST_PARTS = 8;
    private static final double LEVEL = 0.05;

    static OverTime of(List<Outcome> outcomes, Map<String, Integer> ranks) {
        boolean costs = outcomes.stream().allMatch(one -> one.observation().costs().length > 0);
        return new OverTime(costs ? "regret" : "coordinate accuracy", ranks);
    }

    /** Whether there are two halves to compare. */
    boolean isKnown(List<Outcome> outcomes) {
        return !ranks.isEmpty() && !halves(outcomes).training().isEmpty();
    }

    private Holdout halves(List<Outcome> outcomes) {
        return Holdout.latest(outcomes.stream().map(Outcome::observation).toList(), 0.5, this::rank);
    }

    private int rank(Observation one) {
        return ranks.getOrDefault(one.id(), 0);
    }

    /** Parts of about one size, in their order. */
    private List<List<Outcome>> parts(List<Outcome> outcomes) {
        List<Observation> all = outcomes.stream().map(Outcome::observation).toList();
        Map<String, Integer> ends = new LinkedHashMap<>();
        all.forEach(one -> ends.merge(one.cluster(), rank(one), Math::max));
        int places = (int) ends.values().stream().distinct().count();
        List<Holdout> splits = Holdout.rolling(all, Math.min(MOST_PARTS, places) - 1, this::rank);
        List<List<Outcome>> parts = new ArrayList<>();
        parts.add(of(outcomes, splits.get(0).training()));
        splits.forEach(one -> parts.add(of(outcomes, one.held())));
        return parts;
    }

    private static List<Outcome> of(List<Outcome> outcomes, List<Observation> some) {
        Map<String, Outcome> byId = outcomes.stream()
                .collect(Collectors.toMap(one -> one.observation().id(), one -> one));
        return some.stream().map(one -> byId.get(one.id())).toList();
    }

    /** The later half less the earlier one. */
    private Metric change(List<Outcome> outcomes) {
        Holdout halves = halves(outcomes);
        Metric later = Metrics.named(of(outcomes, halves.held()), name);
        Metric earlier = Metrics.named(of(outcomes, halves.training()), name);
        Interval change = later.interval().minus(earlier.interval());
        return Metric.of(name + ", later less", change, outcomes.size()).judgedBy(later.better());
    }

    private static String verdict(Metric change) {
        boolean isSure = change.pValue() < LEVEL;
        boolean isWorse = change.value() < 0 == (change.better() == Metric.Better.MORE);
        return !isSure
                ? "no change is seen within this file"
                : isWorse ? "it became worse: drift. Maybe learn again" : "it became better";
    }

    String text(List<Outcome> outcomes, List<Outcome> others) {
        StringBuilder text = new StringBuilder(
                "\n" + name + " over time" + (others.isEmpty() ? "" : ", and that of the other model") + ":\n");
        List<List<Outcome>> parts = parts(outcomes);
        for (List<Outcome> part : parts) {
            Metric metric = Metrics.named(part, name);
            text.append(String.format(
                    Locale.ROOT,
                    "%-26s %10s   %s to %s",
                    range(part),
                    Output.show(metric.value()),
                    Output.show(metric.low()),
                    Output.show(metric.high())));
            if (!others.isEmpty()) {
                text.append(String.format(
                        Locale.ROOT,
                        " %10s",
                        Output.show(Metrics.named(same(others, part), name).value())));
            }
            text.append('\n');
        }
        Metric change = change(outcomes);
        return text + "the later half less the earlier one: " + Output.show(change.value()) + " ("
                + Output.show(change.low()) + " to " + Output.show(change.high()) + "): " + verdict(change) + "\n";
    }

    private static List<Outcome> same(List<Outcome> others, List<Outcome> part) {
        return of(others, part.stream().map(Outcome::observation).toList());
    }

    private static String range(List<Outcome> part) {
        return part.get(0).observation().id() + " .. "
                + part.get(part.size() - 1).observation().id();
    }

    Map<String, Object> fields(List<Outcome> outcomes, List<Outcome> others) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (List<Outcome> part : parts(outcomes)) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("from", part.get(0).observation().id());
            fields.put("to", part.get(part.size() - 1).observation().id());
            fields.put("examples", part.size());
            fields.put("value", Metrics.named(part, name).value());
            if (!others.isEmpty()) {
                fields.put("other", Metrics.named(same(others, part), name).value());
            }
            parts.add(fields);
        }
        Metric change = change(outcomes);
        return Map.of(
                "metric",
                name,
                "parts",
                parts,
                "change",
                change.interval(),
                "pValue",
                change.pValue(),
                "verdict",
                verdict(change));
    }
}
