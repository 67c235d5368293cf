package io.dither.learn.study;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A metric of decisions over time, and whether it became worse in the later half.
 *
 * @param metric the name of the metric
 * @param parts the outcomes in parts of about equal size, in order of time
 * @param change the metric of the later half minus the metric of the earlier half
 */
public record OverTime(String metric, List<List<Outcome>> parts, Metric change) {
    /** What a change means. */
    public enum Verdict {
        /** No change is seen. */
        NONE("no change is seen within this file"),
        /** The later half is worse. */
        WORSE("it became worse: drift. Maybe learn again"),
        /** The later half is better. */
        BETTER("it became better");

        private final String sentence;

        Verdict(String sentence) {
            this.sentence = sentence;
        }

        /** Returns the verdict as a sentence. */
        @Override
        public String toString() {
            return sentence;
        }
    }

    /** The largest number of parts into which the time is divided. */
    private static final int MOST_PARTS = 8;

    /** The level of the verdict: a change with a lower p-value counts as more than chance. */
    private static final double SIGNIFICANCE = 0.05;

    /**
     * Measures the regret if all true costs are known, otherwise the coordinate accuracy.
     *
     * @param outcomes the decisions, at least one
     * @param time returns the time of an example
     * @return the metric over time; empty if all clusters of examples end at the same time
     */
    public static Optional<OverTime> of(List<Outcome> outcomes, ToIntFunction<Observation> time) {
        List<Observation> examples = outcomes.stream().map(Outcome::observation).toList();
        Holdout halves = Holdout.latest(examples, 0.5, time);
        if (halves.heldOut().isEmpty()) {
            return Optional.empty();
        }
        boolean areCostsKnown = examples.stream().allMatch(example -> example.costs().length > 0);
        String metric = areCostsKnown ? "regret" : "coordinate accuracy";
        Map<String, Outcome> byId = byId(outcomes);
        Metric later = Metrics.named(outcomesOf(byId, halves.heldOut()), metric);
        Metric earlier = Metrics.named(outcomesOf(byId, halves.training()), metric);
        Interval change = later.interval().minus(earlier.interval());
        return Optional.of(new OverTime(
                metric,
                parts(byId, examples, time),
                Metric.of(metric + ", later minus earlier", change, outcomes.size())
                        .withBetter(later.better())));
    }

    /** Divides outcomes into parts of about equal size, in order of time. */
    private static List<List<Outcome>> parts(
            Map<String, Outcome> outcomes, List<Observation> examples, ToIntFunction<Observation> time) {
        Map<String, Integer> latestTimes = new LinkedHashMap<>(); // Holdout.rolling keeps clusters whole
        examples.forEach(example -> latestTimes.merge(example.cluster(), time.applyAsInt(example), Math::max));
        int distinctTimes = (int) latestTimes.values().stream().distinct().count();
        // n splits have n + 1 parts: the first training part, and each held-out part
        List<Holdout> splits = Holdout.rolling(examples, Math.min(MOST_PARTS, distinctTimes) - 1, time);
        List<List<Outcome>> parts = new ArrayList<>();
        parts.add(outcomesOf(outcomes, splits.get(0).training()));
        splits.forEach(split -> parts.add(outcomesOf(outcomes, split.heldOut())));
        return parts;
    }

    private static Map<String, Outcome> byId(List<Outcome> outcomes) {
        Map<String, Outcome> byId = new HashMap<>();
        for (Outcome outcome : outcomes) {
            String id = outcome.observation().id();
            Arguments.require(
                    byId.put(id, outcome) == null,
                    "two outcomes have the id '" + id + "'",
                    "Maybe give each example its own id");
        }
        return byId;
    }

    private static List<Outcome> outcomesOf(Map<String, Outcome> outcomes, List<Observation> examples) {
        return examples.stream()
                .map(example -> {
                    Outcome outcome = outcomes.get(example.id());
                    if (outcome == null) {
                        throw new InvalidArgumentException(
                                "there is no outcome of example '" + example.id() + "'",
                                "Maybe take the outcomes of the same examples");
                    }
                    return outcome;
                })
                .toList();
    }

    /**
     * {@return the metric of each part}
     *
     * @param outcomes the decisions of any model on the examples of {@link #parts}
     */
    public List<Metric> metrics(List<Outcome> outcomes) {
        Map<String, Outcome> byId = byId(outcomes);
        return parts.stream()
                .map(part -> part.stream().map(Outcome::observation).toList())
                .map(examples -> Metrics.named(outcomesOf(byId, examples), metric))
                .toList();
    }

    /** {@return what the change means, at a level of 5 %} */
    public Verdict verdict() {
        if (!(change.pValue() < SIGNIFICANCE)) { // also if the p-value is NaN
            return Verdict.NONE;
        }
        return change.value() < 0 == (change.better() == Metric.Better.HIGHER) ? Verdict.WORSE : Verdict.BETTER;
    }
}
