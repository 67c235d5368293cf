package io.dither.learn.persons;

import io.dither.error.DataException;
import io.dither.error.OracleException;
import io.dither.learn.Cluster;
import io.dither.learn.Forecast;
import io.dither.learn.Outcome;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Decides for persons: for those that are known by their own weights, and for all others by those of all persons. A person is the
 * {@link Observation#cluster()}.
 */
public interface PersonModel extends Serializable {
    /**
     * Reads the persons that a model keeps.
     *
     * @param saved the model
     * @return the persons; empty if all have one taste
     * @throws DataException if what it keeps does not fit, or nothing on the class path reads it
     */
    static Optional<PersonModel> of(SavedModel saved) {
        if (saved.persons().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ServiceLoader.load(PersonModelReader.class)
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "model.json",
                        0,
                        "its weights differ between persons, and nothing on the class path reads these."
                                + " Maybe add dither-people"))
                .read(saved));
    }

    /** {@return how persons differ} */
    Mixture mixture();

    /** {@return the names of the persons that are known} */
    Set<String> names();

    /** {@return the fit whose weights stand for all persons, with their intervals} */
    Fitted typical();

    /**
     * {@return the fit whose weights are those of a person, without intervals; those that stand for all persons if the person is not known}
     *
     * @param person the name of the person
     */
    Fitted fitted(String person);

    /**
     * Decides examples, each by the weights of its person.
     *
     * @param observations the examples
     * @return the outcomes, in the order of the examples
     * @throws OracleException if a solve fails
     */
    List<Outcome> outcomes(List<Observation> observations);

    /**
     * {@return what is decided of examples that lie on a cluster, in their order}
     *
     * @param history a history that has the examples
     * @param observations the examples
     * @throws OracleException if a solve fails
     */
    List<Outcome> outcomes(Cluster.History history, List<Observation> observations);

    /**
     * {@return how often coordinates are decided, on average over what is not known of the person's weights (length d)}
     *
     * @param observation the example
     * @param samples how many weights are drawn, each with noise of its own, at least 1
     * @param seed the seed of both
     * @throws OracleException if a solve fails
     */
    double[] probabilities(Observation observation, int samples, long seed);

    /**
     * Decides an example by the weights of its person. Probabilities and alternatives are those of decisions that are each made by
     * weights drawn from what is known of the person; weights whose costs leave the domain of the oracle are left out.
     *
     * @param observation the example
     * @param wish what is computed besides the decision
     * @return what is known
     * @throws OracleException if a solve fails
     */
    Forecast forecast(Observation observation, Forecast.Wish wish);

    /**
     * {@return a model that keeps these persons}
     *
     * @param saved the model, of any fit
     */
    SavedModel in(SavedModel saved);
}
