package io.dither.people;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.Cluster;
import io.dither.learn.Forecast;
import io.dither.learn.Outcome;
import io.dither.learn.SavedModel;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.learn.persons.Mixture;
import io.dither.learn.persons.PersonModel;
import io.dither.people.tastes.FittedPersons;
import io.dither.people.tastes.PersonTastes;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Decides for persons, as {@link PersonModel} describes. The possible weights of a person with earlier decisions are the
 * person's tastes, which are estimated from these decisions. For other persons, they are the tastes of all persons.
 *
 * @param fitted the fitted distribution of tastes over persons
 * @param tastes the tastes of each person given the person's decisions, by the name of the person, in the order of names
 */
public record KnownPersons(FittedPersons fitted, Map<String, PersonTastes> tastes) implements PersonModel {
    /** Copies the map. */
    public KnownPersons {
        requireNonNull(fitted, "fitted");
        tastes = Collections.unmodifiableMap(new TreeMap<>(tastes));
    }

    /**
     * Estimates the tastes of each person.
     *
     * @param fitted the fitted distribution of tastes over persons
     * @param observations the decisions of the persons
     * @param catalogue the plugins that provide the loss and the noise of the fit
     * @param cancelled returns whether to stop; called several times per second
     * @return the persons
     * @throws StoppedException if it was cancelled
     */
    public static KnownPersons of(
            FittedPersons fitted,
            List<Observation> observations,
            PluginCatalogue catalogue,
            BooleanSupplier cancelled) {
        Map<String, List<Observation>> decisions = LastDecisions.byPerson(observations);
        List<String> names = List.copyOf(decisions.keySet());
        Map<String, PersonTastes> byName = new TreeMap<>();
        // the tastes are in the order of the names
        fitted.individuals(List.copyOf(decisions.values()), catalogue, cancelled)
                .forEach(person -> byName.put(names.get(byName.size()), person));
        return new KnownPersons(fitted, byName);
    }

    /**
     * {@return the persons of a saved model; empty if all persons have the same weights}
     *
     * @param saved the model
     * @throws DataException if the saved persons do not fit the model
     */
    public static Optional<KnownPersons> of(SavedModel saved) {
        try {
            return saved.persons().isEmpty()
                    ? Optional.empty()
                    : Optional.of(SavedPersons.read(saved.persons(), saved.fitted()));
        } catch (JsonProcessingException wrong) {
            throw unreadable(wrong.getOriginalMessage(), wrong);
        } catch (InvalidArgumentException wrong) {
            throw unreadable(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static DataException unreadable(String problem, Exception cause) {
        String text = "its persons cannot be read: " + problem.replaceFirst("\\.$", "") + ". Maybe learn again";
        return new DataException("model.json", 0, text, cause);
    }

    @Override
    public SavedModel addedTo(SavedModel saved) {
        return saved.withPersons(typical(), SavedPersons.toJson(this));
    }

    @Override
    public Mixture mixture() {
        return fitted;
    }

    @Override
    public Set<String> names() {
        return tastes.keySet();
    }

    /** {@inheritDoc} Returns medians of tastes, or means over classes. */
    @Override
    public Fitted typical() {
        List<Weight> weights = fitted.typical();
        double[] raw = weights.stream().mapToDouble(Weight::estimate).toArray();
        return withWeights(
                raw,
                weights,
                fitted.status(),
                fitted.message(),
                fitted.commonFit().examples());
    }

    @Override
    public Fitted fitted(String person) {
        PersonTastes ofPerson = tastes.get(person);
        if (ofPerson == null) {
            return typical();
        }
        double[] raw = ofPerson.mean();
        List<Weight> weights = IntStream.range(0, raw.length)
                .mapToObj(k -> Weight.of(
                                ofPerson.names().get(k),
                                Interval.of(raw[k], ofPerson.spread()[k]),
                                WeightStatus.OF_PERSON)
                        // the spread is not a standard error, so it gives no interval and no p-value
                        .withInterval(Double.NaN, Double.NaN, Double.NaN))
                .toList();
        return withWeights(raw, weights, Fitted.Status.CONVERGED, "", ofPerson.decisions());
    }

    /** Returns a copy of the fit in which all persons have one taste, but with the given weights; {@code raw} has their estimates, in raw units. */
    private Fitted withWeights(double[] raw, List<Weight> weights, Fitted.Status status, String message, int examples) {
        Fitted commonFit = fitted.commonFit();
        return Fitted.of(
                        commonFit.model(),
                        Standardisable.of(commonFit.model()).standardised(raw),
                        commonFit.settings(),
                        commonFit.noise())
                .epsilonWeight(commonFit.epsilonWeight())
                .weights(weights)
                .status(status)
                .message(message)
                .examples(examples)
                .evaluations(fitted.ending().evaluations())
                .build();
    }

    @Override
    public List<Outcome> outcomes(List<Observation> observations) {
        // an outcome is a decision of the model together with its example
        return observations.stream()
                .map(observation -> modelDecision(observation).about(observation))
                .toList();
    }

    @Override
    public List<Outcome> outcomes(Cluster.History history, List<Observation> observations) {
        List<Outcome> outcomes = new ArrayList<>(); // decisions arrive in the order of the observations
        history.decide( // the predictor of the typical weights is not used: each person has other weights
                typical(),
                observations,
                (observation, predictor) -> modelDecision(observation),
                decision -> outcomes.add(decision.about(observations.get(outcomes.size()))));
        return outcomes;
    }

    private Outcome.ModelDecision modelDecision(Observation observation) {
        return personDecisions(observation).modelDecision(observation);
    }

    private PersonDecisions personDecisions(Observation observation) {
        return new PersonDecisions(fitted, tastes.get(observation.cluster()));
    }

    @Override
    public double[] probabilities(Observation observation, int samples, long seed) {
        return personDecisions(observation).probabilities(observation, samples, seed);
    }

    @Override
    public Forecast forecast(Observation observation, Forecast.Request request) {
        return personDecisions(observation).forecast(observation, request);
    }
}
