package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Chooses among settings, such as penalties or epsilons, by cross-validation over examples. Examples of one cluster are in the same
 * fold. Leave out here what the chosen model is to be measured by, such as {@link Holdout#held}.
 */
public final class Tuning {
    /**
     * How good settings were on the examples that were left out.
     *
     * @param setting the settings
     * @param metric the metric over all folds
     */
    public record Result(FitSettings setting, Metric metric) {}

    /** The weakest moves an effect by the noise of one trip in a thousand; the strongest leaves next to none. */
    private static final List<Double> RIDGES = List.of(1.0, 0.01, 0.001, 0.0001);

    private Tuning() {}

    /**
     * {@return the settings with ridges of {@linkplain FitSettings#effectsRidge() effects} to choose from, the strongest first}
     *
     * @param settings the others
     */
    public static List<FitSettings> ridges(FitSettings settings) {
        return RIDGES.stream().map(one -> settings.with("effectsRidge", one)).toList();
    }

    /**
     * Tries settings.
     *
     * @param settings the settings, at least one
     * @param trainer makes a trainer of settings
     * @param observations the examples
     * @param folds how many folds, at least 2
     * @param seed the seed of the folds
     * @param metric computes the metric of decisions
     * @return one result per setting, in their order
     */
    public static List<Result> tried(
            List<FitSettings> settings,
            Function<FitSettings, ? extends Trainer<?>> trainer,
            List<Observation> observations,
            int folds,
            long seed,
            Function<List<Outcome>, Metric> metric) {
        List<Holdout> parts = Holdout.folds(observations, folds, seed);
        return tried(settings, trainer, new ThisMachine.Here(observations), parts, metric);
    }

    /**
     * Tries settings where the examples are, such as on a cluster.
     *
     * @param settings the settings, at least one
     * @param trainer makes a trainer of settings
     * @param history fits and decides; not closed
     * @param parts what is trained on and measured, of examples that the history has, see {@link Holdout#folds} and {@link
     *     Holdout#rolling}
     * @param metric computes the metric of decisions
     * @return one result per setting, in their order, with the bits of one machine
     */
    public static List<Result> tried(
            List<FitSettings> settings,
            Function<FitSettings, ? extends Trainer<?>> trainer,
            Cluster.History history,
            List<Holdout> parts,
            Function<List<Outcome>, Metric> metric) {
        Arguments.atLeast("number of settings", settings.size(), 1);
        for (Holdout part : parts) {
            int examples = part.training().size() + part.held().size();
            Arguments.require(
                    !part.training().isEmpty() && !part.held().isEmpty(),
                    examples + " examples leave a fold of " + parts.size() + " empty, for clusters stay whole",
                    "Maybe choose fewer folds");
        }
        List<Result> results = new ArrayList<>();
        for (FitSettings setting : settings) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Holdout part : parts) {
                Fitted fitted = trainer.apply(setting).withoutIntervals().fit(history, part.training());
                outcomes.addAll(history.outcomes(fitted, part.held()));
            }
            results.add(new Result(setting, metric.apply(outcomes)));
        }
        return results;
    }

    /**
     * Picks the best.
     *
     * @param results what was tried, at least one
     * @return the best, as its metric says; the first of those that tie
     */
    public static Result best(List<Result> results) {
        Arguments.atLeast("number of results", results.size(), 1);
        Result best = results.get(0);
        for (Result one : results) {
            best = one.metric().isBetterThan(best.metric()) ? one : best;
        }
        return best;
    }
}
