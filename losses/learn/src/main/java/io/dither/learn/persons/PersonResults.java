package io.dither.learn.persons;

import io.dither.learn.model.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of a {@link PersonEstimator}. Their {@code toString} is a text for users. */
public interface PersonResults {
    /**
     * {@return the model of the training persons, which decides for held-out persons and has no weights of individual persons; empty if nobody or
     * everybody is held out}
     */
    Optional<PersonModel> trained();

    /** {@return the model of all persons} */
    PersonModel model();

    /** {@return the number of held-out persons whose last decision was predicted from their earlier decisions} */
    int lastDecisionCount();

    /**
     * {@return the metrics of the last decisions if each is predicted by the person's own weights, minus the metrics if
     * each is predicted as for an unknown person, paired by person; empty if no last decisions were predicted}
     */
    List<Metric> ownMinusTypical();

    /** {@return the results by their names in JSON, for scripts} */
    Map<String, Object> fields();
}
