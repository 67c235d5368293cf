package io.dither.learn;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.interval;
import static io.dither.learn.model.PlainText.number;

import io.dither.error.Arguments;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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
    public record Result(FitSettings setting, Metric metric) {
        private String text() {
            String text = setting.toString();
            return text.isEmpty() ? "the usual settings" : text;
        }
    }

    /**
     * What was tried, to be looked at, and to fit the best by.
     *
     * @param results one per setting, in their order, at least one
     * @param trainer makes an estimator of settings
     */
    public record Table(List<Result> results, Function<FitSettings, ? extends Estimator> trainer) {
        /** Copies the results. */
        public Table {
            Arguments.atLeast("number of results", results.size(), 1);
            results = List.copyOf(results);
        }

        /** {@return the best, as its metric says; the first of those that tie} */
        public Result best() {
            Result best = results.get(0);
            for (Result one : results) {
                best = one.metric().isBetterThan(best.metric()) ? one : best;
            }
            return best;
        }

        /**
         * Fits again by the best settings, with the intervals that they ask for.
         *
         * @param observations all examples
         * @return what was found
         */
        public Fitted fit(List<Observation> observations) {
            return trainer.apply(best().setting()).fit(observations);
        }

        /** Returns a table for people: a row per setting with its metric, the standard error and the interval; the best has a star. */
        @Override
        public String toString() {
            String metric = results.get(0).metric().name();
            int width = results.stream().mapToInt(one -> one.text().length()).reduce(7, Math::max);
            String form = "%1s %-" + width + "s %14s %12s %26s%n".replace("%n", "\n");
            StringBuilder text = new StringBuilder(format(form, "", "setting", metric, "std. error", "95 % interval"));
            Result best = best();
            for (Result one : results) {
                Metric found = one.metric();
                String interval = Double.isNaN(found.low()) ? "-" : interval(found.low(), found.high());
                text.append(format(
                        form,
                        one.equals(best) ? "*" : "",
                        one.text(),
                        number(found.value()),
                        number(found.standardError()),
                        interval));
            }
            return text.toString();
        }
    }

    /** The weakest moves an effect by the noise of one trip in a thousand; the strongest leaves next to none. */
    private static final List<Double> RIDGES = List.of(1.0, 0.01, 0.001, 0.0001);

    private Tuning() {}

    /**
     * {@return the settings with ridges of {@linkplain FitSettings#effectsRidge() effects} to choose from, the strongest first}
     *
     * @param settings the others
     */
    public static List<FitSettings> ridges(FitSettings settings) {
        return RIDGES.stream().map(one -> settings.effectsRidge(one)).toList();
    }

    /**
     * {@return each of some settings with each of some values: a grid, if it is called for one name after the other}
     *
     * @param settings the settings so far, such as {@link FitSettings#USUAL} alone
     * @param name the name of a setting
     * @param values its values, or the texts of them
     */
    public static List<FitSettings> grid(List<FitSettings> settings, String name, Object... values) {
        return settings.stream()
                .flatMap(one -> Stream.of(values).map(value -> one.with(name, value)))
                .toList();
    }

    /**
     * Tries settings.
     *
     * @param settings the settings, at least one
     * @param trainer makes an estimator of settings
     * @param observations the examples
     * @param folds how many folds, at least 2
     * @param seed the seed of the folds
     * @param metric computes the metric of decisions
     * @return one result per setting, in their order, and how to fit by the best
     */
    public static Table tried(
            List<FitSettings> settings,
            Function<FitSettings, ? extends Estimator> trainer,
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
     * @param trainer makes an estimator of settings
     * @param history fits and decides; not closed
     * @param parts what is trained on and measured, of examples that the history has, see {@link Holdout#folds} and {@link
     *     Holdout#rolling}
     * @param metric computes the metric of decisions
     * @return one result per setting, in their order, with the bits of one machine
     */
    public static Table tried(
            List<FitSettings> settings,
            Function<FitSettings, ? extends Estimator> trainer,
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
        return new Table(results, trainer);
    }
}
