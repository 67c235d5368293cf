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
 * Compares a model with baselines on the same examples: the metrics of each, and their paired differences, which are more precise than
 * two separate intervals.
 *
 * @param metrics the metrics by the name of the baseline, the model itself first
 * @param differences the metrics of the model minus the metrics of each baseline, in the order of the baselines
 * @param costRatios the cost of a baseline's decisions divided by the cost of the model's decisions, both at the costs
 *     of the model, by the name of the baseline; without baselines for which these costs have both signs or are all 0,
 *     and empty if theta is a score
 * @param hasRegret whether true costs are known for all examples
 * @param hasDecisions whether decisions were observed for all examples
 */
public record Comparison(
        Map<String, List<Metric>> metrics,
        List<Difference> differences,
        Map<String, Metric> costRatios,
        boolean hasRegret,
        boolean hasDecisions) {
    /** The name of the model. */
    public static final String MODEL = "model";

    /**
     * How the model differs from a baseline.
     *
     * @param baseline the name of the baseline
     * @param metric the metric of the model minus the metric of the baseline
     */
    public record Difference(String baseline, Metric metric) {
        /** {@return whether the model is better or worse according to the interval, or whether there is no clear difference} */
        public String verdict() {
            if (!(metric.low() > 0 || metric.high() < 0)) {
                return "no clear difference";
            }
            return metric.value() > 0 == (metric.better() == Metric.Better.HIGHER) ? "better" : "worse";
        }
    }

    static Comparison of(Fitted fitted, List<Outcome> outcomes, Map<String, List<Outcome>> baselines) {
        boolean hasDecisions =
                outcomes.stream().allMatch(outcome -> outcome.observation().target() instanceof Decision);
        boolean hasRegret =
                outcomes.stream().allMatch(outcome -> outcome.observation().costs().length > 0);
        return new Comparison(Map.of(MODEL, Metrics.of(outcomes)), List.of(), Map.of(), hasRegret, hasDecisions)
                .withBaselines(fitted, outcomes, baselines);
    }

    private Comparison withBaselines(Fitted fitted, List<Outcome> outcomes, Map<String, List<Outcome>> baselines) {
        Map<String, List<Metric>> all = new LinkedHashMap<>(metrics);
        List<Difference> allDifferences = new ArrayList<>(differences);
        Map<String, Double> optimalCosts = hasRegret && !baselines.isEmpty() ? optimalCosts(outcomes) : Map.of();
        Map<String, Metric> ratios = new LinkedHashMap<>(costRatios);
        baselines.forEach((name, baselineOutcomes) -> {
            // the weights of examples mean the same as for the model, so that the intervals of both are comparable
            List<Outcome> ofBaseline = baselineOutcomes.stream()
                    .map(outcome -> outcome.weighted(fitted.settings().weighting()))
                    .toList();
            all.put(name, Metrics.of(ofBaseline));
            costRatio(fitted, outcomes, ofBaseline).ifPresent(ratio -> ratios.put(name, ratio));
            if (hasRegret) {
                allDifferences.add(new Difference(name, excessRegret(outcomes, ofBaseline, optimalCosts)));
            }
            Metrics.differences(outcomes, ofBaseline)
                    .forEach(difference -> allDifferences.add(new Difference(name, difference)));
        });
        return new Comparison(all, List.copyOf(allDifferences), ratios, hasRegret, hasDecisions);
    }

    /**
     * Divides the cost of a baseline's decisions by the cost of the model's decisions, both at the model's costs; empty
     * if this has no meaning.
     */
    private static Optional<Metric> costRatio(Fitted fitted, List<Outcome> outcomes, List<Outcome> ofBaseline) {
        if (outcomes.stream().anyMatch(outcome -> outcome.observation().oracle().sense() == Sense.MAXIMIZE)) {
            return Optional.empty(); // a ratio of scores has no meaning
        }
        Map<String, Double> costOf = new HashMap<>(); // the cost of the baseline's decision, by the id of the example
        try (Predictor predictor = Predictor.of(fitted)) {
            for (Outcome outcome : ofBaseline) {
                Observation observation = outcome.observation();
                double[] costs = predictor.costs(observation.features(), observation.oracle());
                costOf.put(observation.id(), outcome.predicted().objective(costs));
            }
        }
        boolean arePositive = outcomes.stream().allMatch(outcome -> outcome.cost() >= 0 && value(costOf, outcome) >= 0);
        boolean areNegative = outcomes.stream().allMatch(outcome -> outcome.cost() <= 0 && value(costOf, outcome) <= 0);
        return arePositive == areNegative // both signs, or all costs are 0
                ? Optional.empty()
                : Optional.of(Metrics.ratio("cost ratio", outcomes, outcome -> value(costOf, outcome), Outcome::cost)
                        .withBetter(Metric.Better.CLOSER_TO_ONE));
    }

    /** Returns the value in a map for the example of an outcome; NaN if the map has none. */
    private static double value(Map<String, Double> byId, Outcome outcome) {
        return byId.getOrDefault(outcome.observation().id(), Double.NaN);
    }

    /** Returns the true cost of the optimal decision, by the id of the example. */
    private static Map<String, Double> optimalCosts(List<Outcome> outcomes) {
        Map<String, Double> optimalCosts = new HashMap<>();
        for (Outcome outcome : outcomes) {
            Observation observation = outcome.observation();
            Vertex vertex = Costs.of(observation.costs()).bestOf(observation.oracle());
            optimalCosts.put(observation.id(), vertex.objective(observation.costs()));
        }
        return optimalCosts;
    }

    /** Returns the regret of the model minus the regret of a baseline, divided by the sum of the absolute optimal costs. */
    private static Metric excessRegret(List<Outcome> outcomes, List<Outcome> ofBaseline, Map<String, Double> optimal) {
        Map<String, Double> baselineCosts = new HashMap<>();
        ofBaseline.forEach(outcome -> baselineCosts.put(outcome.observation().id(), trueCost(outcome)));
        return Metrics.ratio(
                "regret (ratio of sums)",
                outcomes,
                outcome -> outcome.observation().oracle().sense().sign()
                        * (value(baselineCosts, outcome) - trueCost(outcome)),
                outcome -> Math.abs(value(optimal, outcome)));
    }

    private static double trueCost(Outcome outcome) {
        return outcome.predicted().objective(outcome.observation().costs());
    }
}
