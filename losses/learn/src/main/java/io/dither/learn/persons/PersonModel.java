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
 * Decides for persons, whose weights are uncertain. The possible weights of a known person are estimated from the
 * person's decisions; those of an unknown person are the weights of all persons. Probabilities are averages over the
 * possible weights. A person is the {@link Observation#cluster()}.
 *
 * <p>If the probabilities of coordinates are exact, and all decisions have the same sum of coordinates, as choices
 * have, a person's decision is the one with the largest sum of the probabilities of its coordinates. Otherwise it is
 * the best decision at one vector of weights: the person's mean weights or, if the person is unknown, the typical
 * weights.
 */
public interface PersonModel extends Serializable {
    /**
     * Reads the persons of a saved model.
     *
     * @param saved the model
     * @return the persons; empty if all have the same weights
     * @throws DataException if the saved persons do not fit the model, or nothing on the class path reads them
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
                        "its weights differ between persons, but nothing on the class path can read persons."
                                + " Maybe add dither-people"))
                .read(saved));
    }

    /** {@return the distribution of weights over persons} */
    Mixture mixture();

    /** {@return the names of the known persons} */
    Set<String> names();

    /**
     * {@return a fit with the typical weights and their intervals; typical weights are the medians over persons; if there
     * are classes of persons, they are the means over classes of the weights or, if these differ within a class, of the
     * medians of the classes}
     */
    Fitted typical();

    /**
     * {@return a fit with the mean weights of a person, without intervals; with the typical weights if the person is
     * unknown}
     *
     * @param person the name of the person
     */
    Fitted fitted(String person);

    /**
     * Decides examples, each for its person.
     *
     * @param observations the examples
     * @return the outcomes, in the order of the examples
     * @throws OracleException if a solve fails
     */
    List<Outcome> outcomes(List<Observation> observations);

    /**
     * {@return the outcomes of examples that the machines of a {@link Cluster} store, in the order of the examples}
     *
     * @param history a history that has the examples
     * @param observations the examples
     * @throws OracleException if a solve fails
     */
    List<Outcome> outcomes(Cluster.History history, List<Observation> observations);

    /**
     * {@return the probability of each coordinate (length d), averaged over the possible weights of the person; if the
     * person is unknown, these are the weights of all persons}
     *
     * @param observation the example
     * @param samples the number of draws of weights, each with its own noise, from 1 to 1,000,000; classes are listed
     *     instead of drawn, and exact probabilities need no noise
     * @param seed the seed of weights and noise
     * @throws OracleException if a solve fails
     */
    double[] probabilities(Observation observation, int samples, long seed);

    /**
     * Decides an example for its person. Probabilities and alternatives come from decisions with weights drawn from the
     * distribution of the person's weights; drawn weights with costs outside the domain of the oracle do not count.
     *
     * @param observation the example
     * @param request what to compute besides the decision
     * @return the forecast
     * @throws OracleException if a solve fails
     */
    Forecast forecast(Observation observation, Forecast.Request request);

    /**
     * {@return a copy of a saved model with these persons and the fit of {@link #typical}}
     *
     * @param saved the model, whose fit is replaced
     */
    SavedModel addedTo(SavedModel saved);
}
