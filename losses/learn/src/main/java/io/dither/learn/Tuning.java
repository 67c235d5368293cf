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
 * Chooses the best of several candidates, such as penalties or epsilons, by cross-validation. A candidate is one whole
 * {@link FitSettings}. Examples of the same {@linkplain Observation#cluster() cluster}, such as all decisions of a
 * person, are in the same fold. Do not tune on the examples on which the chosen model is measured later, such as {@link
 * Holdout#heldOut}.
 */
public final class Tuning {
    /**
     * The metric of one candidate on the held-out examples of all folds.
     *
     * @param setting the candidate: all settings of its fits
     * @param metric the metric
     */
    public record Result(FitSettings setting, Metric metric) {
        private String text() {
            String text = setting.toString();
            return text.isEmpty() ? "the usual settings" : text;
        }
    }

    /**
     * The results of all candidates. Its text is a table.
     *
     * @param results one per candidate, in their order, at least one
     * @param estimators makes the estimator for a candidate
     */
    public record Table(List<Result> results, Function<FitSettings, ? extends Estimator> estimators) {
        /** Copies the results. */
        public Table {
            Arguments.atLeast("number of results", results.size(), 1);
            results = List.copyOf(results);
        }

        /** {@return the result with the best metric; if several are equal, the first of them} */
        public Result best() {
            Result best = results.get(0);
            for (Result result : results) {
                best = result.metric().isBetterThan(best.metric()) ? result : best;
            }
            return best;
        }

        /**
         * Fits with the best settings, which also determine the kind of confidence intervals.
         *
         * @param observations all examples
         * @return the fit
         */
        public Fitted fit(List<Observation> observations) {
            return estimators.apply(best().setting()).fit(observations);
        }

        /** Returns a table with a row per candidate: its metric, standard error and interval. A star marks the best. */
        @Override
        public String toString() {
            String name = results.get(0).metric().name();
            int width =
                    results.stream().mapToInt(result -> result.text().length()).reduce("setting".length(), Math::max);
            String form = "%1s %-" + width + "s %14s %12s %26s\n";
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
     * {@return copies of the settings with several ridges of {@linkplain FitSettings#effectsRidge() effects}, the
     * strongest first}
     *
     * @param settings the settings; only the ridge is changed
     */
    public static List<FitSettings> ridges(FitSettings settings) {
        return RIDGES.stream().map(ridge -> settings.effectsRidge(ridge)).toList();
    }

    /**
     * {@return a copy of each candidate for each value of one option, such as {@code l2}; a second call with the result
     * and another name makes a grid of both options}
     *
     * @param settings the candidates so far, at first only {@link FitSettings#USUAL}
     * @param name the name of the option, see {@link FitSettings#with}
     * @param values the values of the option, or their texts
     */
    public static List<FitSettings> grid(List<FitSettings> settings, String name, Object... values) {
        return settings.stream()
                .flatMap(candidate -> Stream.of(values).map(value -> candidate.with(name, value)))
                .toList();
    }

    /**
     * Compares candidates by cross-validation.
     *
     * @param settings the candidates, at least one
     * @param estimators makes the estimator for a candidate
     * @param observations the examples
     * @param folds the number of folds, at least 2
     * @param seed the seed of the folds
     * @param metric computes the metric of decisions
     * @return a table with one result per candidate, in their order
     */
    public static Table crossValidate(
            List<FitSettings> settings,
            Function<FitSettings, ? extends Estimator> estimators,
            List<Observation> observations,
            int folds,
            long seed,
            Function<List<Outcome>, Metric> metric) {
        List<Holdout> splits = Holdout.folds(observations, folds, seed);
        return crossValidate(settings, estimators, new ThisMachine.LocalHistory(observations), splits, metric);
    }

    /**
     * Compares candidates by cross-validation over examples that may be on other machines.
     *
     * @param settings the candidates, at least one
     * @param estimators makes the estimator for a candidate
     * @param history fits and decides; not closed here
     * @param folds the training examples and the held-out examples of each fold, which belong to the history; see
     *     {@link Holdout#folds} and {@link Holdout#rolling}
     * @param metric computes the metric of decisions
     * @return a table with one result per candidate, in their order, with the same bits as on one machine
     */
    public static Table crossValidate(
            List<FitSettings> settings,
            Function<FitSettings, ? extends Estimator> estimators,
            Cluster.History history,
            List<Holdout> folds,
            Function<List<Outcome>, Metric> metric) {
        Arguments.atLeast("number of settings", settings.size(), 1);
        for (Holdout fold : folds) {
            int examples = fold.training().size() + fold.heldOut().size();
            Arguments.require(
                    !fold.training().isEmpty() && !fold.heldOut().isEmpty(),
                    examples + " examples leave one of " + folds.size()
                            + " folds empty, because the fold of a cluster or example is random",
                    "Maybe choose fewer folds");
        }
        List<Result> results = new ArrayList<>();
        for (FitSettings candidate : settings) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Holdout fold : folds) {
                Fitted fitted = estimators.apply(candidate).withoutIntervals().fit(history, fold.training());
                outcomes.addAll(history.outcomes(fitted, fold.heldOut()));
            }
            results.add(new Result(candidate, metric.apply(outcomes)));
        }
        return new Table(results, estimators);
    }
}
