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
 * @param text what was chosen, by its name, for people and for the digest of the fit
 * @param payIn the weight that others are measured in: one that is fixed if none is named
 * @param learner what learns how persons differ
 */
public record PeopleEstimator(Map<String, String> text, Optional<String> payIn, Learner learner)
        implements PersonEstimator {
    /** Learns how persons differ, such as {@link Tastes} and {@link Classes}. */
    public interface Learner {
        /**
         * Learns.
         *
         * @param task the fit
         * @param history has the decisions
         * @param observations those of them that are learnt from
         * @return how persons differ
         */
        FittedPersons fit(Task task, Cluster.History history, List<Observation> observations);
    }

    /**
     * {@return what estimates tastes}
     *
     * @param text what was chosen, for people and for the digest of the fit
     * @param chosen chooses laws, correlations and draws
     */
    public static PeopleEstimator tastes(String text, UnaryOperator<Tastes> chosen) {
        return new PeopleEstimator(
                Map.of("tastes", text),
                Optional.empty(),
                (task, history, observations) -> chosen.apply(
                                Tastes.of(task.model(), task.settings(), task.catalogue()))
                        .cancelledBy(task.cancelled())
                        .onProgress(step -> tell(task, step))
                        .fit(history, observations));
    }

    /**
     * {@return what estimates as many classes as have the least BIC}
     *
     * @param least how many at least, from 2
     * @param most how many at most, up to 10
     * @param covariates the names of what membership follows, in their order
     */
    public static PeopleEstimator classes(int least, int most, List<String> covariates) {
        String text = least == most ? String.valueOf(least) : least + ".." + most;
        return new PeopleEstimator(
                Map.of("classes", text),
                Optional.empty(),
                (task, history, observations) -> Classes.of(task.model(), task.settings(), task.catalogue())
                        .membership(covariates)
                        .cancelledBy(task.cancelled())
                        .onProgress(step -> tell(task, step))
                        .fit(history, observations, least, most));
    }

    private static void tell(Task task, Fitted.Progress step) {
        String likelihood =
                Double.isNaN(step.loss()) ? "" : PlainText.format("log likelihood %.4f per person, ", -step.loss());
        task.progress()
                .accept(PlainText.format(
                        "  pass %d: %slargest gradient %.4g of its error",
                        step.evaluation(), likelihood, step.gradient()));
    }

    /**
     * {@return the same, with the weight that others are measured in}
     *
     * @param name its name; one that is fixed if there is none
     */
    public PeopleEstimator in(Optional<String> name) {
        return new PeopleEstimator(text, name, learner);
    }

    @Override
    public People fit(Task task, Decisions decisions) {
        return People.learn(this, task, decisions);
    }
}
