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

/** Compares the decisions of an oracle used in training, such as a relaxation, with the decisions of the oracle that decides. */
final class Relaxation {
    private Relaxation() {}

    /**
     * Compares the decisions of both oracles on the same examples.
     *
     * @param solved the decisions of the oracle that decides
     * @param relaxed the examples with the oracle used in training
     */
    static List<Metric> metrics(Fitted fitted, List<Outcome> solved, List<Observation> relaxed) {
        Map<String, Outcome> solvedById = new HashMap<>();
        solved.forEach(outcome -> solvedById.put(outcome.observation().id(), outcome));
        List<Outcome> outcomes = new ArrayList<>();
        // the costs of the deciding oracle's decisions, by the id of the example; both decisions are compared at the
        // costs
        // for the training oracle, because the costs for the two oracles may differ by the mean of the noise
        Map<String, Double> solvedCosts = new HashMap<>();
        try (Predictor predictor = Predictor.of(fitted)) {
            for (Observation example : relaxed) {
                Outcome outcome = Outcome.of(example, predictor);
                outcomes.add(outcome);
                double[] costs = predictor.costs(example.features(), example.oracle());
                solvedCosts.put(
                        example.id(), solved(outcome, solvedById).predicted().objective(costs));
            }
        }
        List<Metric> metrics = new ArrayList<>();
        metrics.add(
                Metrics.mean("relaxation: same decision", outcomes, outcome -> isSame(outcome, solvedById) ? 1 : 0));
        metrics.add(Metrics.ratio(
                "relaxation: cost gap",
                outcomes,
                outcome -> outcome.observation().oracle().sense().sign()
                        * (outcome.cost()
                                - solvedCosts.getOrDefault(outcome.observation().id(), Double.NaN)),
                outcome ->
                        Math.abs(solvedCosts.getOrDefault(outcome.observation().id(), Double.NaN))));
        metrics.add(Metrics.difference("relaxation: mismatches more", outcomes, solved, Outcome::mismatches));
        return metrics;
    }

    /** Returns the outcome of the oracle that decides on the same example as an outcome of the oracle used in training. */
    private static Outcome solved(Outcome relaxed, Map<String, Outcome> solvedById) {
        return solvedById.getOrDefault(relaxed.observation().id(), relaxed);
    }

    private static boolean isSame(Outcome relaxed, Map<String, Outcome> solvedById) {
        return Arrays.equals(
                relaxed.predicted().toArray(),
                solved(relaxed, solvedById).predicted().toArray());
    }
}
