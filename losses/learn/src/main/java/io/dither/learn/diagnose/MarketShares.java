package io.dither.learn.diagnose;

import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.model.FitSettings.Weighting;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The logit model with only a constant per alternative. The constants maximise the likelihood, so that the expected number of choices of
 * each alternative is the observed number; if all alternatives are always available, the probabilities are the market shares.
 *
 * @param constants by the name of the alternative, with a mean of 0 over the choices; without alternatives that were never chosen
 * @param names the names of the alternatives of an example, in the order of its coordinates
 */
public record MarketShares(Map<String, Double> constants, Function<Observation, List<String>> names) {
    /**
     * The largest number of chosen alternatives. With more, coordinates are probably not alternatives that examples
     * share.
     */
    private static final int MOST_ALTERNATIVES = 50;

    /** The largest number of rounds of the search. */
    private static final int MOST_ROUNDS = 10_000;
    /** The search ends if no constant changes by more than this. */
    private static final double TOLERANCE = 1e-12;

    /**
     * Returns the names of coordinates if the oracle has names, otherwise their numbers.
     *
     * @param observation an example
     * @return one per coordinate
     */
    public static List<String> names(Observation observation) {
        return observation
                .oracle()
                .as(NamedCoordinates.class)
                .map(named -> named.coordinates().stream().map(String::valueOf).toList())
                .orElseGet(() -> IntStream.range(0, observation.oracle().dimension())
                        .mapToObj(String::valueOf)
                        .toList());
    }

    /**
     * Fits the constants to the choices of examples.
     *
     * @param training the examples
     * @param names the names of the alternatives of an example, in the order of its coordinates
     * @return the constants; empty without examples, if an example is not a choice of one alternative, or if the
     *     examples choose more than 50 different alternatives
     */
    public static Optional<MarketShares> of(List<Observation> training, Function<Observation, List<String>> names) {
        Map<List<String>, double[]> weightsBySet = weightsBySet(training, names);
        return weightsBySet.isEmpty()
                ? Optional.empty()
                : Optional.of(new MarketShares(fittedConstants(weightsBySet), names));
    }

    /**
     * {@return the log likelihood of the examples to which the constants are fitted; NaN if {@link #of} returns no
     * constants}
     *
     * @param training the examples
     * @param names the names of the alternatives of an example, in the order of its coordinates
     */
    static double logLikelihood(List<Observation> training, Function<Observation, List<String>> names) {
        Map<List<String>, double[]> weightsBySet = weightsBySet(training, names);
        if (weightsBySet.isEmpty()) {
            return Double.NaN;
        }
        Map<String, Double> constants = fittedConstants(weightsBySet);
        double[] logLikelihood = new double[1];
        weightsBySet.forEach((set, weights) -> {
            double logSum = Math.log(sumOfExponentials(set, constants));
            for (int j = 0; j < weights.length; j++) {
                if (weights[j] != 0) { // a chosen alternative, which has a constant
                    logLikelihood[0] += weights[j] * (constants.getOrDefault(set.get(j), 0.0) - logSum);
                }
            }
        });
        return logLikelihood[0];
    }

    /**
     * Returns for each set of available alternatives how often each of them was chosen, as the sum of the weights of
     * these choices. A set is the list of the names of all coordinates of an example. Empty unless constants can be
     * fitted.
     */
    private static Map<List<String>, double[]> weightsBySet(
            List<Observation> training, Function<Observation, List<String>> names) {
        Map<List<String>, double[]> weightsBySet = new LinkedHashMap<>();
        Set<String> alternatives = new HashSet<>();
        List<String> lastSet = List.of();
        double[] weights = {};
        LinearOracle lastOracle = null;
        for (Observation observation : training) {
            boolean isChoice = observation.oracle() == lastOracle || Criterion.isChoice(observation.oracle());
            lastOracle = observation.oracle();
            int choice = isChoice ? chosenCoordinate(observation) : -1;
            if (choice < 0) {
                return Map.of();
            }
            List<String> set = names.apply(observation);
            if (set != lastSet) { // most examples have the same list
                lastSet = set;
                weights = weightsBySet.computeIfAbsent(set, fresh -> new double[fresh.size()]);
            }
            if (weights[choice] == 0 && alternatives.add(set.get(choice)) && alternatives.size() > MOST_ALTERNATIVES) {
                return Map.of();
            }
            weights[choice] += observation.weight();
        }
        return weightsBySet;
    }

    /** Raises each constant by the log ratio of observed to expected choices, until all ratios are 1 or {@link #MOST_ROUNDS} is reached. */
    private static Map<String, Double> fittedConstants(Map<List<String>, double[]> weightsBySet) {
        // the weight of all choices from each set of available alternatives, and of the choices of each alternative
        Map<List<String>, Double> totalsOfSets = new LinkedHashMap<>();
        Map<String, Double> chosenWeights = new TreeMap<>();
        weightsBySet.forEach((set, weights) -> {
            totalsOfSets.put(set, Arrays.stream(weights).sum());
            for (int j = 0; j < weights.length; j++) {
                if (weights[j] != 0) {
                    chosenWeights.merge(set.get(j), weights[j], Double::sum);
                }
            }
        });
        Map<String, Double> constants = new TreeMap<>();
        double totalWeight =
                chosenWeights.values().stream().mapToDouble(weight -> weight).sum();
        chosenWeights.forEach((name, weight) -> constants.put(name, Math.log(weight / totalWeight)));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, Double> expected = new HashMap<>();
            totalsOfSets.forEach((set, weight) -> {
                double sum = sumOfExponentials(set, constants);
                set.forEach(name -> expected.merge(
                        name,
                        weight * Math.exp(constants.getOrDefault(name, Double.NEGATIVE_INFINITY)) / sum,
                        Double::sum));
            });
            double largestRise = 0;
            // each constant belongs to a chosen alternative of a set: the defaults 0.0 and 1.0 are never used
            for (Map.Entry<String, Double> constant : constants.entrySet()) {
                double rise = Math.log(chosenWeights.getOrDefault(constant.getKey(), 0.0)
                        / expected.getOrDefault(constant.getKey(), 1.0));
                constant.setValue(constant.getValue() + rise);
                largestRise = Math.max(largestRise, Math.abs(rise));
            }
            if (largestRise < TOLERANCE) {
                break;
            }
        }
        double mean = 0;
        for (Map.Entry<String, Double> constant : constants.entrySet()) {
            mean += constant.getValue() * chosenWeights.getOrDefault(constant.getKey(), 0.0) / totalWeight;
        }
        double centre = mean;
        constants.replaceAll((name, value) -> value - centre);
        return constants;
    }

    /** Returns the sum over a set of alternatives of exp(constant). */
    private static double sumOfExponentials(List<String> set, Map<String, Double> constants) {
        return set.stream()
                .mapToDouble(name -> Math.exp(constants.getOrDefault(name, Double.NEGATIVE_INFINITY)))
                .sum();
    }

    /** Returns the chosen coordinate, or -1 if the example is not a choice of a single coordinate. */
    private static int choice(Observation observation) {
        return Criterion.isChoice(observation.oracle()) ? chosenCoordinate(observation) : -1;
    }

    /** Returns a coordinate of the observed decision that is 1, or -1 if there is none. */
    private static int chosenCoordinate(Observation observation) {
        if (!(observation.target() instanceof Decision decision)) {
            return -1;
        }
        Vertex y = decision.point();
        for (int k = 0; k < y.size(); k++) {
            if (y.value(k) == 1) {
                return y.index(k);
            }
        }
        return -1;
    }

    /**
     * {@return the log probability of the chosen alternative; negative infinity if it was never chosen in training, but NaN
     * if no available alternative was}
     *
     * @param observation the example of a choice
     */
    public double logProbability(Observation observation) {
        List<String> set = names.apply(observation);
        return constants.getOrDefault(set.get(choice(observation)), Double.NEGATIVE_INFINITY)
                - Math.log(sumOfExponentials(set, constants));
    }

    /**
     * {@return the available alternative with the largest constant (the first if none was chosen in training) as the
     * decision, with the probability of the observed choice}
     *
     * @param observation the example of a choice
     */
    public Outcome decide(Observation observation) {
        List<String> set = names.apply(observation);
        int best = 0;
        List<Double> constantsOfSet = new ArrayList<>();
        for (int j = 0; j < set.size(); j++) {
            constantsOfSet.add(constants.getOrDefault(set.get(j), Double.NEGATIVE_INFINITY));
            best = constantsOfSet.get(j) > constantsOfSet.get(best) ? j : best;
        }
        Vertex vertex = new Vertex(set.size());
        vertex.add(best, 1);
        return new Outcome.ModelDecision(
                        vertex,
                        constantsOfSet.get(best),
                        constantsOfSet.get(choice(observation)),
                        vertex,
                        logProbability(observation),
                        Weighting.IMPORTANCE)
                .about(observation);
    }
}
