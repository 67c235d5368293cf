package io.dither.learn.study;

import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Compares the decisions of an oracle used in training, such as a relaxation, with the decisions of the oracle that decides. */
final class Relaxation {
    private Relaxation() {}

    /**
     * Compares the decisions of both oracles on the same examples.
     *
     * @param fitted the fit by which both oracles decide; if weights differ between persons, the fit with the typical
     *     weights
     * @param solved the decisions of the oracle that decides
     * @param relaxed the same examples in the same order, with the oracle used in training
     * @return the share of equal decisions; by how much the decisions of the oracle used in training cost less (or, for
     *     scores, score higher), as a share of the absolute cost (or score) of {@code solved}; and the mismatches of the
     *     decisions of the oracle used in training minus the mismatches of {@code solved}
     */
    static List<Metric> metrics(Fitted fitted, List<Outcome> solved, List<Observation> relaxed) {
        Map<String, Outcome> solvedById = new HashMap<>();
        solved.forEach(outcome -> solvedById.put(outcome.observation().id(), outcome));
        List<Outcome> outcomes = new ArrayList<>();
        // the costs of the deciding oracle's decisions, by the id of the example. Both decisions are compared at the
        // costs for the training oracle, because Predictor.costs may add the mean of the noise for only one oracle
        Map<String, Double> solvedCosts = new HashMap<>();
        try (Predictor predictor = Predictor.of(fitted)) {
            for (Observation example : relaxed) {
                Outcome outcome = Outcome.of(example, predictor);
                outcomes.add(outcome);
                double[] costs = predictor.costs(example.features(), example.oracle());
                solvedCosts.put(
                        example.id(), decided(outcome, solvedById).predicted().objective(costs));
            }
        }
        // solvedById and solvedCosts have all examples, so their defaults are never used
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metrics.mean("relaxation: same decision", outcomes, outcome -> isSame(outcome, solvedById) ? 1 : 0)
                .withBetter(Metric.Better.HIGHER));
        ToDoubleFunction<Outcome> solvedCost =
                outcome -> solvedCosts.getOrDefault(outcome.observation().id(), Double.NaN);
        metrics.add(Metrics.ratio(
                "relaxation: cost gap",
                outcomes,
                outcome -> outcome.observation().oracle().sense().sign()
                        * (outcome.cost() - solvedCost.applyAsDouble(outcome)),
                outcome -> Math.abs(solvedCost.applyAsDouble(outcome))));
        metrics.add(Metrics.difference("relaxation: mismatches more", outcomes, solved, Outcome::mismatches));
        return metrics;
    }

    /** Returns the deciding oracle's outcome on the same example as this outcome of the oracle used in training. */
    private static Outcome decided(Outcome relaxed, Map<String, Outcome> solvedById) {
        return solvedById.getOrDefault(relaxed.observation().id(), relaxed);
    }

    private static boolean isSame(Outcome relaxed, Map<String, Outcome> solvedById) {
        return Arrays.equals(
                relaxed.predicted().toArray(),
                decided(relaxed, solvedById).predicted().toArray());
    }
}
