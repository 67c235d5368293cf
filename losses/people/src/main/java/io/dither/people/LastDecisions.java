package io.dither.people;

import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.people.tastes.FittedPersons;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Compares two predictions of the last decision of each person: by the person's own tastes, estimated from earlier
 * decisions, and by the distribution over all persons.
 *
 * @param byOwnTastes the last decisions, predicted by the person's own tastes
 * @param byPopulation the last decisions, predicted by the distribution over all persons
 * @param probabilityGain how much the person's own tastes raise the predicted probabilities of the coordinates that are 1 in the observed decision, on average
 */
public record LastDecisions(List<Outcome> byOwnTastes, List<Outcome> byPopulation, Metric probabilityGain) {
    /** The least number of decisions of a person: two to estimate the tastes from, and one to predict. */
    public static final int MIN_DECISIONS = 3;

    /** The number of samples per decision for probabilities. */
    private static final int SAMPLES = 300;

    /**
     * Predicts the last decisions.
     *
     * @param fitted the distribution of tastes, fitted to other persons
     * @param heldOut the decisions of persons to whom the distribution was not fitted
     * @param order returns a number that orders the decisions of a person; the last decision has the largest number
     * @param catalogue the plugins that provide the loss and the noise of the fit
     * @param cancelled returns whether to stop; called several times per second
     * @return the comparison; empty unless at least two persons have at least three decisions
     */
    public static Optional<LastDecisions> of(
            FittedPersons fitted,
            List<Observation> heldOut,
            ToIntFunction<Observation> order,
            PluginCatalogue catalogue,
            BooleanSupplier cancelled) {
        List<Observation> earlier = new ArrayList<>();
        List<Observation> last = new ArrayList<>();
        for (List<Observation> decisions : byPerson(heldOut).values()) {
            if (decisions.size() >= MIN_DECISIONS) {
                List<Observation> sorted = decisions.stream()
                        .sorted(Comparator.comparingInt(order).thenComparing(Observation::id))
                        .toList();
                earlier.addAll(sorted.subList(0, sorted.size() - 1));
                last.add(sorted.get(sorted.size() - 1));
            }
        }
        if (last.size() < 2) {
            return Optional.empty();
        }
        KnownPersons knownPersons = KnownPersons.of(fitted, earlier, catalogue, cancelled);
        KnownPersons unknownPersons = new KnownPersons(fitted, Map.of());
        List<Outcome> byOwnTastes = knownPersons.outcomes(last);
        List<Outcome> byPopulation = unknownPersons.outcomes(last);
        IdentityHashMap<Outcome, Double> probabilities = new IdentityHashMap<>();
        IntStream.range(0, last.size()).forEach(i -> {
            probabilities.put(byOwnTastes.get(i), probability(knownPersons, last.get(i)));
            probabilities.put(byPopulation.get(i), probability(unknownPersons, last.get(i)));
        });
        Metric probabilityGain = Metrics.difference(
                        "probability of the last decision",
                        byOwnTastes,
                        byPopulation,
                        outcome -> probabilities.getOrDefault(outcome, Double.NaN))
                .withBetter(Metric.Better.HIGHER);
        return Optional.of(new LastDecisions(byOwnTastes, byPopulation, probabilityGain));
    }

    /**
     * Returns the sum of p_j y_j divided by the sum of y_j^2, where y is the observed decision and p its predicted mean. For a decision of zeros and ones, this
     * is the mean probability of the coordinates that are 1. A decision of zeros counts as 1.
     */
    private static double probability(KnownPersons persons, Observation observation) {
        double[] y = observation.target().values();
        double sum = 0;
        double squares = 0;
        double[] predicted = persons.probabilities(
                observation, SAMPLES, persons.fitted().commonFit().settings().seed());
        for (int j = 0; j < y.length; j++) {
            sum += predicted[j] * y[j];
            squares += y[j] * y[j];
        }
        return squares == 0 ? 1 : sum / squares;
    }

    /**
     * {@return the metrics of predictions by a person's own tastes minus the metrics of predictions by the distribution
     * over all persons; standard errors are those of means over persons}
     */
    public List<Metric> differences() {
        List<Metric> differences = new ArrayList<>(Metrics.differences(byOwnTastes, byPopulation));
        differences.add(probabilityGain);
        return differences;
    }

    /** Returns the observations of each person, by the name of the person. */
    static Map<String, List<Observation>> byPerson(List<Observation> observations) {
        Map<String, List<Observation>> persons = new TreeMap<>();
        for (Observation observation : observations) {
            persons.computeIfAbsent(observation.cluster(), person -> new ArrayList<>())
                    .add(observation);
        }
        return persons;
    }
}
