package io.dither.people;

import io.dither.learn.Cluster;
import io.dither.learn.model.Observation;
import io.dither.learn.persons.PersonEstimator;
import io.dither.people.tastes.FittedPersons;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Estimates tastes or classes of persons for a study.
 *
 * @param text what was chosen, by its name, for people and for the digest of the fit
 * @param payIn the weight that others are measured in: one that is fixed if none is named
 * @param learner what learns how persons differ
 */
public record PeopleEstimator(Map<String, String> text, Optional<String> payIn, Learner learner)
        implements PersonEstimator {
    /** Learns how persons differ, such as {@link io.dither.people.tastes.Tastes} and {@link io.dither.people.tastes.Classes}. */
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

    @Override
    public People fit(Task task, Decisions decisions) {
        return People.learn(this, task, decisions);
    }
}
