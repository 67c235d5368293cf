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
 * Chooses among settings, such as penalties or epsilons, by cross-validation. Examples of one cluster are in the same fold. Leave out the
 * examples that the chosen model is measured on later, such as {@link Holdout#heldOut}.
 */
public final class Tuning {
    /**
     * The metric of some settings on the left-out examples.
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
     * The results of all settings; it prints as a table and fits with the best settings.
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

        /** {@return the result with the best metric; the first of several equal ones} */
        public Result best() {
            Result best = results.get(0);
            for (Result result : results) {
                best = result.metric().isBetterThan(best.metric()) ? result : best;
            }
            return best;
        }

        /**
         * Fits with the best settings, with the confidence intervals that they ask for.
         *
         * @param observations all examples
         * @return the fit
         */
        public Fitted fit(List<Observation> observations) {
            return trainer.apply(best().setting()).fit(observations);
        }

        /** Returns a table as text: per setting its metric, standard error and interval; the best has a star. */
        @Override
        public String toString() {
            String name = results.get(0).metric().name();
            int width =
                    results.stream().mapToInt(result -> result.text().length()).reduce(7, Math::max);
            String form = "%1s %-" + width + "s %14s %12s %26s%n".replace("%n", "\n");
            StringBuilder text = new StringBuilder(format(form, "", "setting", name, "std. error", "95 % interval"));
            Result best = best();
            for (Result result : results) {
                Metric metric = result.metric();
                String interval = Double.isNaN(metric.low()) ? "-" : interval(metric.low(), metric.high());
                text.append(format(
                        form,
                        result.equals(best) ? "*" : "",
                        result.text(),
                        number(metric.value()),
                        number(metric.standardError()),
                        interval));
            }
            return text.toString();
        }
    }

    /** Candidate ridges of effects: the weakest leaves effects almost free, the strongest makes them almost 0. */
    private static final List<Double> RIDGES = List.of(1.0, 0.01, 0.001, 0.0001);

    private Tuning() {}

    /**
     * {@return the settings with ridges of {@linkplain FitSettings#effectsRidge() effects} to choose from, the strongest first}
     *
     * @param settings the others
     */
    public static List<FitSettings> ridges(FitSettings settings) {
        return RIDGES.stream().map(ridge -> settings.effectsRidge(ridge)).toList();
    }

    /**
     * {@return all combinations of the settings with the values; called for several names in turn it makes a grid}
     *
     * @param settings the settings so far, such as {@link FitSettings#USUAL} alone
     * @param name the name of a setting
     * @param values its values, or the texts of them
     */
    public static List<FitSettings> grid(List<FitSettings> settings, String name, Object... values) {
        return settings.stream()
                .flatMap(setting -> Stream.of(values).map(value -> setting.with(name, value)))
                .toList();
    }

    /**
     * Measures settings by cross-validation.
     *
     * @param settings the settings, at least one
     * @param trainer makes an estimator of settings
     * @param observations the examples
     * @param folds the number of folds, at least 2
     * @param seed the seed of the folds
     * @param metric computes the metric of decisions
     * @return one result per setting, in their order
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
     * Measures settings by cross-validation over examples that may be on a cluster.
     *
     * @param settings the settings, at least one
     * @param trainer makes an estimator of settings
     * @param history fits and decides; not closed here
     * @param parts the training and the left-out examples of each fold, all of the history, see {@link Holdout#folds} and {@link
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
            int examples = part.training().size() + part.heldOut().size();
            Arguments.require(
                    !part.training().isEmpty() && !part.heldOut().isEmpty(),
                    examples + " examples leave one of " + parts.size() + " folds empty, because clusters stay whole",
                    "Maybe choose fewer folds");
        }
        List<Result> results = new ArrayList<>();
        for (FitSettings setting : settings) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Holdout part : parts) {
                Fitted fitted = trainer.apply(setting).withoutIntervals().fit(history, part.training());
                outcomes.addAll(history.outcomes(fitted, part.heldOut()));
            }
            results.add(new Result(setting, metric.apply(outcomes)));
        }
        return new Table(results, trainer);
    }
}
