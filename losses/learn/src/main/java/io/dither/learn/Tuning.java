package io.dither.learn;

import io.dither.error.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Chooses a setting, such as a penalty or an epsilon, by cross-validation over examples. */
public final class Tuning {
    /**
     * How good a setting was on the examples that were left out.
     *
     * @param setting the setting
     * @param metric the metric over all folds
     * @param <S> the type of the setting
     */
    public record Result<S>(S setting, Metric metric) {}

    private Tuning() {}

    /**
     * Tries settings.
     *
     * @param <S> the type of a setting
     * @param settings the settings, such as penalties; at least one
     * @param learnerOf makes the learner of a setting
     * @param observations the examples
     * @param folds how many folds, at least 2
     * @param seed the seed of the folds
     * @param metric computes the metric of decisions
     * @return one result a setting, in their order
     */
    public static <S> List<Result<S>> tried(
            List<S> settings,
            Function<S, Learner> learnerOf,
            List<Observation> observations,
            int folds,
            long seed,
            Function<List<Outcome>, Metric> metric) {
        return tried(settings, learnerOf, new ThisMachine.Here(observations), observations, folds, seed, metric);
    }

    /**
     * Tries settings where the examples are, such as on a cluster.
     *
     * @param <S> the type of a setting
     * @param settings the settings, such as penalties; at least one
     * @param learnerOf makes the learner of a setting
     * @param history fits and decides; not closed
     * @param observations the examples, which the history has
     * @param folds how many folds, at least 2
     * @param seed the seed of the folds
     * @param metric computes the metric of decisions
     * @return one result a setting, in their order, with the bits of one machine
     */
    public static <S> List<Result<S>> tried(
            List<S> settings,
            Function<S, Learner> learnerOf,
            Cluster.History history,
            List<Observation> observations,
            int folds,
            long seed,
            Function<List<Outcome>, Metric> metric) {
        Arguments.atLeast("number of settings", settings.size(), 1);
        List<Holdout> parts = Holdout.folds(observations, folds, seed);
        for (Holdout part : parts) {
            Arguments.require(
                    !part.training().isEmpty() && !part.held().isEmpty(),
                    observations.size() + " examples leave a fold of " + folds + " empty",
                    "Maybe choose fewer folds");
        }
        List<Result<S>> results = new ArrayList<>();
        for (S setting : settings) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Holdout part : parts) {
                Fitted fitted = history.fit(learnerOf.apply(setting).withoutIntervals(), part.training());
                outcomes.addAll(history.outcomes(fitted, part.held()));
            }
            results.add(new Result<>(setting, metric.apply(outcomes)));
        }
        return results;
    }

    /**
     * Picks the best.
     *
     * @param <S> the type of a setting
     * @param results what was tried, at least one
     * @return the best; the first of those that tie
     */
    public static <S> Result<S> best(List<Result<S>> results) {
        Result<S> best = results.get(0);
        for (Result<S> one : results) {
            double gain = one.metric().value() - best.metric().value();
            best = (Metrics.isBetterWhereMore(one.metric()) ? gain : -gain) > 0 ? one : best;
        }
        return best;
    }
}
