package io.dither.learn.people;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.learn.Forecast;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.internal.Json;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import io.dither.learn.tastes.FittedTastes;
import io.dither.learn.tastes.Law;
import io.dither.learn.tastes.PersonTastes;
import io.dither.learn.tastes.Population;
import io.dither.learn.tastes.Taste;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides for persons: for those that are known by their own tastes, given their decisions, and for all others by the mean tastes.
 * Probabilities integrate over what is not known of a person's tastes. A person is the {@link Observation#cluster()}.
 *
 * @param tastes how tastes vary
 * @param known what the decisions of each person say of their tastes, by the name of the person; kept in the order of names
 */
public record KnownPersons(FittedTastes tastes, Map<String, PersonTastes> known) {
    /** Copies the map. */
    public KnownPersons {
        requireNonNull(tastes, "tastes");
        known = Collections.unmodifiableMap(new TreeMap<>(known));
    }

    /**
     * Finds the tastes of each person.
     *
     * @param tastes how tastes vary
     * @param observations the decisions of the persons
     * @param cancelled whether to stop; asked several times a second
     * @return the persons
     * @throws StoppedException if it was cancelled
     */
    public static KnownPersons of(FittedTastes tastes, List<Observation> observations, BooleanSupplier cancelled) {
        Map<String, List<Observation>> decisions = LastDecisions.byPerson(observations);
        List<String> names = List.copyOf(decisions.keySet());
        Map<String, PersonTastes> known = new TreeMap<>();
        try (Workers workers = new Workers(tastes.oneTaste().settings().threads(), cancelled)) {
            workers.inOrder(names.size(), p -> tastes.individual(decisions.getOrDefault(names.get(p), List.of())))
                    .forEach(one -> known.put(names.get(known.size()), one));
        }
        return new KnownPersons(tastes, known);
    }

    /**
     * {@return the persons that a model keeps; empty if all have one taste}
     *
     * @param saved the model
     * @throws DataException if what it keeps of persons does not fit
     */
    public static Optional<KnownPersons> of(SavedModel saved) {
        try {
            return saved.persons().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Json.MAPPER
                            .treeToValue(saved.persons(), SavedPersons.class)
                            .about(saved.fitted()));
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

    /**
     * {@return a model that keeps these persons}
     *
     * @param saved the model, of any fit
     */
    public SavedModel in(SavedModel saved) {
        return saved.withPersons(mean(), SavedPersons.of(this));
    }

    /** {@return the fit whose weights are the mean tastes, with their intervals: it decides for persons that are not known} */
    public Fitted mean() {
        Fitted one = tastes.oneTaste();
        List<Weight> weights = tastes.tastes().stream().map(KnownPersons::mean).toList();
        double[] raw = weights.stream().mapToDouble(Weight::estimate).toArray();
        return fit(raw, weights, tastes.status(), tastes.message(), one.examples());
    }

    private static Weight mean(Taste taste) {
        return Weight.of(taste.name(), taste.mean(), taste.location().note().equals("fixed") ? "fixed" : "");
    }

    /**
     * {@return the fit whose weights are those of a person, without intervals; the mean tastes if the person is not known}
     *
     * @param person the name of the person
     */
    public Fitted fitted(String person) {
        PersonTastes own = known.get(person);
        if (own == null) {
            return mean();
        }
        double[] raw = own.mean();
        List<Weight> weights = IntStream.range(0, raw.length)
                .mapToObj(k -> new Weight(
                        own.names().get(k), raw[k], own.spread()[k], Double.NaN, Double.NaN, Double.NaN, "of a person"))
                .toList();
        return fit(raw, weights, Fitted.Status.CONVERGED, "", own.decisions());
    }

    private Fitted fit(double[] raw, List<Weight> weights, Fitted.Status status, String message, int examples) {
        Fitted one = tastes.oneTaste();
        return new Fitted(
                one.model(),
                one.model().standardised(raw),
                one.settings(),
                one.ofEpsilon(),
                weights,
                new double[0][],
                status,
                message,
                Double.NaN,
                List.of(),
                one.noise(),
                examples,
                tastes.evaluations(),
                List.of(),
                null);
    }

    /**
     * Decides examples, each by the tastes of its person.
     *
     * @param observations the examples
     * @return the outcomes, in the order of the examples
     */
    public List<Outcome> outcomes(List<Observation> observations) {
        return observations.stream()
                .map(one -> {
                    try (Predictor predictor = predictor(one.cluster())) {
                        return Outcome.of(one, predictor);
                    }
                })
                .toList();
    }

    private Predictor predictor(String person) {
        PersonTastes own = known.get(person);
        return own == null ? tastes.predictor() : tastes.predictor(own.mean());
    }

    /**
     * Decides an example by the tastes of its person. Probabilities and alternatives are those of decisions that are each made by
     * tastes drawn from what is known of the person; tastes whose costs leave the domain of the oracle are left out.
     *
     * @param one the example
     * @param wish what is wanted besides the decision
     * @return what is known
     * @throws OracleException if a solve fails
     */
    public Forecast forecast(Observation one, Forecast.Wish wish) {
        try (Predictor predictor = predictor(one.cluster())) {
            Predictor.Prediction best = predictor.predict(one.features(), one.oracle());
            Tally tally = new Tally(predictor.costs(one.features(), one.oracle()));
            if (wish.probabilities() || wish.alternatives() > 0) {
                draw(one, wish, tally);
            }
            return new Forecast(
                    best,
                    wish.probabilities()
                            ? tally.probabilities()
                            : new Vertex(one.oracle().dimension()),
                    tally.likeliest(wish.alternatives()));
        }
    }

    private void draw(Observation one, Forecast.Wish wish, Tally tally) {
        PersonTastes own = known.get(one.cluster());
        KeyedRandom random = new KeyedRandom(wish.seed());
        double[] z = new double[own == null ? tastes.population().dimensions() : own.mean().length];
        for (int r = 0; r < wish.samples(); r++) {
            random.sample(r);
            random.nextGaussians(z, 0, z.length, 1);
            long seed = random.nextLong();
            try (Predictor drawn = tastes.predictor(weights(own, z))) {
                if (wish.probabilities()) {
                    tally.add(drawn.probabilities(one.features(), one.oracle(), 1, seed));
                }
                if (wish.alternatives() > 0) {
                    tally.add(drawn.alternatives(one.features(), one.oracle(), Integer.MAX_VALUE, 1, seed));
                }
            } catch (OracleException outside) {
                tally.leaveOut(outside);
            }
        }
    }

    /** Returns tastes drawn from what is known of a person: of each weight the law with its mean and spread. */
    private double[] weights(@Nullable PersonTastes own, double[] z) {
        Population population = tastes.population();
        if (own == null) {
            return population.weights(z);
        }
        double[] weights = own.mean().clone();
        Arrays.setAll(weights, k -> drawn(population.laws().get(k), weights[k], own.spread()[k], z[k]));
        return weights;
    }

    private static double drawn(Law law, double mean, double spread, double z) {
        if (law != Law.LOGNORMAL) {
            return mean + spread * z;
        }
        double variance = Math.log1p(spread * spread / (mean * mean));
        return mean * Math.exp(Math.sqrt(variance) * z - variance / 2);
    }
}
