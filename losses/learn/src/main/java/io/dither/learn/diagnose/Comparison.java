package io.dither.learn.diagnose;

import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model beside baselines on the same examples: the metrics of each, and their differences pair by pair, which say more than two
 * intervals that overlap.
 *
 * @param metrics by the name of the baseline, the model itself first
 * @param differences the model less each baseline, in the order of the baselines
 * @param costs what decisions of a baseline cost under the model, against those of the model, by the name of the baseline; none where
 *     costs have both signs, or theta is a score
 * @param hasRegret whether true costs are known for all examples
 * @param hasDecisions whether decisions were observed for all examples
 */
public record Comparison(
        Map<String, List<Metric>> metrics,
        List<Difference> differences,
        Map<String, Metric> costs,
        boolean hasRegret,
        boolean hasDecisions) {
    /** The name of the model. */
    public static final String MODEL = "model";

    /**
     * How the model differs from a baseline.
     *
     * @param baseline the name of the baseline
     * @param metric the model less the baseline
     */
    public record Difference(String baseline, Metric metric) {
        /** {@return what the interval says of the model: better, worse or no clear difference} */
        public String verdict() {
            if (!(metric.low() > 0 || metric.high() < 0)) {
                return "no clear difference";
            }
            return metric.value() > 0 == (metric.better() == Metric.Better.MORE) ? "better" : "worse";
        }
    }

    static Comparison of(Fitted fitted, List<Outcome> outcomes, Map<String, List<Outcome>> baselines) {
        boolean decisions = outcomes.stream().allMatch(one -> one.observation().target() instanceof Decision);
        boolean costs = outcomes.stream().allMatch(one -> one.observation().costs().length > 0);
        return new Comparison(Map.of(MODEL, Metrics.of(outcomes)), List.of(), Map.of(), costs, decisions)
                .with(fitted, outcomes, baselines);
    }

    /** Adds one more baseline to the comparison of the same outcomes. */
    Comparison with(Fitted fitted, String baseline, List<Outcome> outcomes, List<Outcome> others) {
        return with(fitted, outcomes, Map.of(baseline, others));
    }

    private Comparison with(Fitted fitted, List<Outcome> outcomes, Map<String, List<Outcome>> baselines) {
        Map<String, List<Metric>> all = new LinkedHashMap<>(metrics);
        List<Difference> more = new ArrayList<>(differences);
        Map<String, Double> best = hasRegret && !baselines.isEmpty() ? solved(outcomes) : Map.of();
        Map<String, Metric> ratios = new LinkedHashMap<>(costs);
        baselines.forEach((name, decided) -> {
            List<Outcome> others = decided.stream()
                    .map(one -> one.weighted(fitted.settings().weighting()))
                    .toList();
            all.put(name, Metrics.of(others));
            ratio(fitted, outcomes, others).ifPresent(one -> ratios.put(name, one));
            if (hasRegret) {
                more.add(new Difference(name, regret(outcomes, others, best)));
            }
            if (hasDecisions) {
                Metrics.differences(outcomes, others).forEach(one -> more.add(new Difference(name, one)));
            }
        });
        return new Comparison(all, List.copyOf(more), ratios, hasRegret, hasDecisions);
    }

    /** What other decisions cost at the costs of the model, against those of the model; nothing where costs have both signs. */
    private static Optional<Metric> ratio(Fitted fitted, List<Outcome> outcomes, List<Outcome> others) {
        Map<String, Double> values = new HashMap<>();
        try (Predictor predictor = Predictor.of(fitted)) {
            for (Outcome one : others) {
                Observation of = one.observation();
                double[] costs = predictor.costs(of.features(), of.oracle());
                values.put(of.id(), one.predicted().objective(costs));
            }
        }
        if (outcomes.stream().anyMatch(one -> one.observation().oracle().sense() == Sense.MAXIMIZE)) {
            return Optional.empty(); // scores have no zero of their own
        }
        boolean above = outcomes.stream().allMatch(one -> one.cost() >= 0 && value(values, one) >= 0);
        boolean below = outcomes.stream().allMatch(one -> one.cost() <= 0 && value(values, one) <= 0);
        return above == below
                ? Optional.empty()
                : Optional.of(Metrics.ratio("cost ratio", outcomes, one -> value(values, one), Outcome::cost)
                        .judgedBy(Metric.Better.CLOSER_TO_ONE));
    }

    private static double value(Map<String, Double> values, Outcome one) {
        return values.getOrDefault(one.observation().id(), Double.NaN);
    }

    /** The value of each best decision at the true costs, by the id of the example. */
    private static Map<String, Double> solved(List<Outcome> outcomes) {
        Map<String, Double> best = new HashMap<>();
        for (Outcome one : outcomes) {
            Observation observation = one.observation();
            Vertex vertex = Costs.of(observation.costs()).bestOf(observation.oracle());
            best.put(observation.id(), vertex.objective(observation.costs()));
        }
        return best;
    }

    /** The regret of the model less that of another, against the sum of the best costs. */
    private static Metric regret(List<Outcome> outcomes, List<Outcome> others, Map<String, Double> best) {
        Map<String, Double> values = new HashMap<>();
        others.forEach(one -> values.put(one.observation().id(), value(one)));
        return Metrics.ratio(
                "regret (ratio of sums)",
                outcomes,
                one -> one.observation().oracle().sense().sign()
                        * (values.getOrDefault(one.observation().id(), Double.NaN) - value(one)),
                one -> Math.abs(best.getOrDefault(one.observation().id(), Double.NaN)));
    }

    private static double value(Outcome outcome) {
        return outcome.predicted().objective(outcome.observation().costs());
    }
}
