package io.dither.people;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.Cluster;
import io.dither.learn.Forecast;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.learn.persons.Mixture;
import io.dither.learn.persons.Mixture.Possible;
import io.dither.learn.persons.PersonModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.people.tastes.FittedPersons;
import io.dither.people.tastes.PersonTastes;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Decides for persons: for those that are known by their own tastes, given their decisions, and for all others by those of all persons.
 * Probabilities integrate over what is not known of a person's tastes. A person is the {@link Observation#cluster()}.
 *
 * @param fitted how persons differ
 * @param known what the decisions of each person say of their tastes, by the name of the person; kept in the order of names
 */
public record KnownPersons(FittedPersons fitted, Map<String, PersonTastes> known) implements PersonModel {
    /** How many tastes tell which decision is the most probable. */
    private static final int DECIDING = 256;

    /** Copies the map. */
    public KnownPersons {
        requireNonNull(fitted, "fitted");
        known = Collections.unmodifiableMap(new TreeMap<>(known));
    }

    /**
     * Finds the tastes of each person.
     *
     * @param fitted how persons differ
     * @param observations the decisions of the persons
     * @param catalogue where the loss and the noise of the fit are found
     * @param cancelled whether to stop; asked several times a second
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
        Map<String, PersonTastes> known = new TreeMap<>();
        try (Workers workers = new Workers(fitted.oneTaste().settings().threads(), cancelled)) {
            workers.inOrder(
                            names.size(),
                            p -> fitted.individual(decisions.getOrDefault(names.get(p), List.of()), catalogue))
                    .forEach(one -> known.put(names.get(known.size()), one));
        }
        return new KnownPersons(fitted, known);
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
    public SavedModel in(SavedModel saved) {
        return saved.withPersons(typical(), SavedPersons.of(this));
    }

    @Override
    public Mixture mixture() {
        return fitted;
    }

    @Override
    public Set<String> names() {
        return known.keySet();
    }

    /** {@inheritDoc} Medians of tastes, means over classes. */
    @Override
    public Fitted typical() {
        List<Weight> weights = fitted.typical();
        double[] raw = weights.stream().mapToDouble(Weight::estimate).toArray();
        return fit(
                raw,
                weights,
                fitted.status(),
                fitted.message(),
                fitted.oneTaste().examples());
    }

    @Override
    public Fitted fitted(String person) {
        PersonTastes own = known.get(person);
        if (own == null) {
            return typical();
        }
        double[] raw = own.mean();
        List<Weight> weights = IntStream.range(0, raw.length)
                .mapToObj(
                        k -> Weight.of(own.names().get(k), Interval.of(raw[k], own.spread()[k]), WeightStatus.OF_PERSON)
                                .within(Double.NaN, Double.NaN, Double.NaN))
                .toList();
        return fit(raw, weights, Fitted.Status.CONVERGED, "", own.decisions());
    }

    private Fitted fit(double[] raw, List<Weight> weights, Fitted.Status status, String message, int examples) {
        Fitted one = fitted.oneTaste();
        return Fitted.of(one.model(), Standardisable.of(one.model()).standardised(raw), one.settings(), one.noise())
                .ofEpsilon(one.ofEpsilon())
                .weights(weights)
                .status(status)
                .message(message)
                .examples(examples)
                .evaluations(fitted.ending().evaluations())
                .build();
    }

    @Override
    public List<Outcome> outcomes(List<Observation> observations) {
        return observations.stream().map(one -> found(one).about(one)).toList();
    }

    @Override
    public List<Outcome> outcomes(Cluster.History sent, List<Observation> observations) {
        List<Outcome> all = new ArrayList<>();
        sent.decide(
                typical(),
                observations,
                (one, typical) -> found(one),
                found -> all.add(found.about(observations.get(all.size()))));
        return all;
    }

    private Outcome.Found found(Observation one) {
        try (Predictor predictor = predictor(one.cluster())) {
            return found(one, predictor);
        }
    }

    private Predictor predictor(String person) {
        PersonTastes own = known.get(person);
        return own == null ? fitted.predictor() : fitted.predictor(own.mean());
    }

    private List<Possible> possible(Observation one, int most, long seed) {
        return fitted.possible(one, known.get(one.cluster()), most, seed);
    }

    /**
     * Decides. If decisions have exact probabilities and all have as many parts, such as choices: the most probable one over what is not
     * known of the person's tastes; otherwise the best one at the weights that stand for the person.
     */
    private Vertex decided(Observation one, Predictor predictor) {
        Deciders deciders = new Deciders(fitted.oneTaste(), one);
        LinearOracle oracle = one.oracle();
        if (!fitted.oneTaste().noise().isExact(oracle) || !oracle.traits().contains(Trait.CONSTANT_SUM)) {
            return predictor.predict(one.features(), oracle).decision();
        }
        long seed = fitted.oneTaste().settings().seed();
        Tally tally = new Tally(oracle.dimension());
        deciders.probabilities(possible(one, DECIDING, seed), 1, seed, tally);
        double[] shares = tally.probabilities().toArray();
        Vertex decided = new Vertex(shares.length);
        Arrays.setAll(shares, j -> oracle.sense().sign() * shares[j]);
        try (OracleSession session = OracleSession.of(oracle)) {
            fitted.oneTaste().inexact().solve(oracle, session, shares, decided);
        }
        return decided;
    }

    private Outcome.Found found(Observation one, Predictor predictor) {
        Outcome.Found typical = Outcome.Found.of(one, predictor);
        Vertex decided = decided(one, predictor);
        double cost = decided.objective(predictor.costs(one.features(), one.oracle()));
        boolean same = Arrays.equals(decided.toArray(), typical.predicted().toArray());
        return new Outcome.Found(
                decided,
                cost,
                typical.observedCost(),
                same ? typical.worst() : decided,
                logProbability(one),
                fitted.oneTaste().settings().weighting());
    }

    /** On average over what is not known of the person's tastes; NaN where it is not known for each of them. */
    private double logProbability(Observation one) {
        if (!(one.target() instanceof Decision decision)) {
            return Double.NaN;
        }
        double sum = 0;
        for (Possible each :
                possible(one, DECIDING, fitted.oneTaste().settings().seed())) {
            try (Predictor predictor = fitted.predictor(each.weights())) {
                sum += each.share() * Math.exp(predictor.logProbability(one.features(), one.oracle(), decision));
            }
        }
        return Math.log(sum);
    }

    @Override
    public double[] probabilities(Observation one, int samples, long seed) {
        Tally tally = new Tally(one.oracle().dimension());
        new Deciders(fitted.oneTaste(), one).probabilities(possible(one, samples, seed), samples, seed, tally);
        return tally.probabilities().toArray();
    }

    @Override
    public Forecast forecast(Observation one, Forecast.Wish wish) {
        try (Predictor predictor = predictor(one.cluster())) {
            double[] costs = predictor.costs(one.features(), one.oracle());
            Vertex best = decided(one, predictor);
            Tally tally = new Tally(one.oracle().dimension());
            Deciders deciders = new Deciders(fitted.oneTaste(), one);
            List<Possible> possible = possible(one, wish.samples(), wish.seed());
            if (wish.probabilities()) {
                deciders.probabilities(possible, wish.samples(), wish.seed(), tally);
            }
            if (wish.alternatives() > 0) {
                deciders.decisions(possible, wish.samples(), wish.seed(), tally);
            }
            return new Forecast(
                    new Predictor.Prediction(best, best.objective(costs)),
                    wish.probabilities()
                            ? tally.probabilities()
                            : new Vertex(one.oracle().dimension()),
                    tally.likeliest(wish.alternatives(), costs));
        }
    }
}
