package io.dither.people;

import io.dither.learn.Cluster;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.PlainText;
import io.dither.learn.persons.PersonEstimator;
import io.dither.people.tastes.Classes;
import io.dither.people.tastes.FittedPersons;
import io.dither.people.tastes.Tastes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Estimates tastes or classes of persons for a study.
 *
 * @param texts the chosen options by their names, for reports and for the digest of the fit
 * @param payIn the name of the weight that the others are divided by, for ratios; if empty, the last weight that was
 *     fixed at a value other than 0
 * @param learner estimates how persons differ
 */
public record PeopleEstimator(Map<String, String> texts, Optional<String> payIn, Learner learner)
        implements PersonEstimator {
    /** A learner of how persons differ, such as {@link Tastes} and {@link Classes}. */
    public interface Learner {
        /**
         * Learns how persons differ.
         *
         * @param task the cost model and the settings
         * @param history the history that contains the decisions
         * @param observations the decisions to learn from
         * @return how persons differ
         */
        FittedPersons fit(Task task, Cluster.History history, List<Observation> observations);
    }

    /**
     * {@return an estimator of tastes}
     *
     * @param text the chosen options, for reports and for the digest of the fit
     * @param configuration sets {@linkplain io.dither.people.tastes.Law laws} of tastes, correlations and draws
     */
    public static PeopleEstimator tastes(String text, UnaryOperator<Tastes> configuration) {
        return new PeopleEstimator(
                Map.of("tastes", text),
                Optional.empty(),
                (task, history, observations) ->
                        configuration.apply(tastes(task)).fit(history, observations));
    }

    /**
     * {@return an estimator of classes whose tastes differ within a class}
     *
     * @param text the chosen options of tastes, for reports and for the digest of the fit
     * @param count the number of classes, from 2 to 10
     * @param configuration sets {@linkplain io.dither.people.tastes.Law laws} of tastes, correlations and draws
     */
    public static PeopleEstimator tasteClasses(String text, int count, UnaryOperator<Tastes> configuration) {
        return new PeopleEstimator(
                Map.of("tastes", text, "classes", String.valueOf(count)),
                Optional.empty(),
                (task, history, observations) ->
                        configuration.apply(tastes(task)).fitClasses(history, observations, count));
    }

    private static Tastes tastes(Task task) {
        return Tastes.of(task.model(), task.settings(), task.catalogue())
                .cancelledBy(task.cancelled())
                .onProgress(step -> report(task, step));
    }

    /**
     * {@return an estimator of classes, which chooses the number of classes with the least BIC}
     *
     * @param least the least number of classes, at least 2
     * @param most the largest number of classes, at most 10
     * @param covariates the names of the covariates of membership, in their order
     */
    public static PeopleEstimator classes(int least, int most, List<String> covariates) {
        String text = least == most ? String.valueOf(least) : least + ".." + most;
        return new PeopleEstimator(
                Map.of("classes", text),
                Optional.empty(),
                (task, history, observations) -> Classes.of(task.model(), task.settings(), task.catalogue())
                        .membership(covariates)
                        .cancelledBy(task.cancelled())
                        .onProgress(step -> report(task, step))
                        .fit(history, observations, least, most));
    }

    private static void report(Task task, Fitted.Progress step) {
        // the loss is minus the mean log likelihood; a fit by moments has no loss
        String likelihood =
                Double.isNaN(step.loss()) ? "" : PlainText.format("log likelihood %.4f per person, ", -step.loss());
        task.progress()
                .accept(PlainText.format(
                        "  pass %d: %slargest gradient %.4g of its error",
                        step.evaluation(), likelihood, step.gradient()));
    }

    /**
     * {@return a copy of this estimator with this weight as the denominator of ratios}
     *
     * @param name the name of the weight; if empty, the last weight fixed at a value other than 0
     */
    public PeopleEstimator withRatiosTo(Optional<String> name) {
        return new PeopleEstimator(texts, name, learner);
    }

    @Override
    public People fit(Task task, Decisions decisions) {
        return People.learn(this, task, decisions);
    }
}
