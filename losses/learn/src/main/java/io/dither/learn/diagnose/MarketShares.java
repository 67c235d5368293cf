package io.dither.learn.diagnose;

import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.model.FitSettings.Weighting;
import io.dither.learn.model.Observation;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The logit of choices that knows nothing but a constant per alternative: it chooses as often as was chosen. Where alternatives are not
 * always there, constants are those of the largest likelihood.
 *
 * @param constants by the name of the alternative, of mean 0 by how often each was chosen; those that were never chosen are not there
 * @param names the names of the alternatives of an example, in the order of its coordinates
 */
public record MarketShares(Map<String, Double> constants, Function<Observation, List<String>> names) {
    /** More alternatives than these are no labels, but things that differ from example to example. */
    private static final int MOST = 50;

    private static final int ITERATIONS = 10_000;
    private static final double ENOUGH = 1e-12;

    /**
     * The names of coordinates where the oracle has some, and else their numbers.
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
     * Finds the constants.
     *
     * @param training the examples
     * @param names the names of the alternatives of an example, in the order of its coordinates
     * @return the constants; nothing unless each example is one choice, among at most 50 alternatives in all
     */
    public static Optional<MarketShares> of(List<Observation> training, Function<Observation, List<String>> names) {
        Map<List<String>, Double> sets = new LinkedHashMap<>();
        Map<String, Double> chosen = new TreeMap<>();
        for (Observation observation : training) {
            int choice = choice(observation);
            if (choice < 0) {
                return Optional.empty();
            }
            List<String> set = names.apply(observation);
            sets.merge(set, observation.weight(), Double::sum);
            chosen.merge(set.get(choice), observation.weight(), Double::sum);
            if (chosen.size() > MOST) {
                return Optional.empty();
            }
        }
        return training.isEmpty() ? Optional.empty() : Optional.of(new MarketShares(fitted(sets, chosen), names));
    }

    /** Raises constants by the logarithm of how much too rare their alternatives are, until none is. */
    private static Map<String, Double> fitted(Map<List<String>, Double> sets, Map<String, Double> chosen) {
        Map<String, Double> constants = new TreeMap<>();
        double total = chosen.values().stream().mapToDouble(count -> count).sum();
        chosen.forEach((name, count) -> constants.put(name, Math.log(count / total)));
        for (int step = 0; step < ITERATIONS; step++) {
            Map<String, Double> expected = new HashMap<>();
            sets.forEach((set, weight) -> {
                double sum = sum(set, constants);
                set.forEach(name -> expected.merge(
                        name,
                        weight * Math.exp(constants.getOrDefault(name, Double.NEGATIVE_INFINITY)) / sum,
                        Double::sum));
            });
            double most = 0;
            for (Map.Entry<String, Double> constant : constants.entrySet()) {
                double rise = Math.log(
                        chosen.getOrDefault(constant.getKey(), 0.0) / expected.getOrDefault(constant.getKey(), 1.0));
                constant.setValue(constant.getValue() + rise);
                most = Math.max(most, Math.abs(rise));
            }
            if (most < ENOUGH) {
                break;
            }
        }
        double mean = 0;
        for (Map.Entry<String, Double> constant : constants.entrySet()) {
            mean += constant.getValue() * chosen.getOrDefault(constant.getKey(), 0.0) / total;
        }
        double centre = mean;
        constants.replaceAll((name, value) -> value - centre);
        return constants;
    }

    private static double sum(List<String> set, Map<String, Double> constants) {
        return set.stream()
                .mapToDouble(name -> Math.exp(constants.getOrDefault(name, Double.NEGATIVE_INFINITY)))
                .sum();
    }

    /** Returns what was chosen, or -1 if the example is not one choice. */
    private static int choice(Observation observation) {
        boolean isOne = observation.target() instanceof Decision
                && observation
                        .oracle()
                        .as(StructuredOracle.class)
                        .filter(known -> known.polytope() instanceof Polytope.Hypersimplex set && set.k() == 1)
                        .isPresent();
        double[] y = isOne ? observation.target().values() : new double[0];
        return IntStream.range(0, y.length).filter(j -> y[j] == 1).findFirst().orElse(-1);
    }

    /**
     * {@return the logarithm of the probability of what was chosen; negative infinity if it never was before}
     *
     * @param observation an example, of a choice
     */
    public double logProbability(Observation observation) {
        List<String> set = names.apply(observation);
        return constants.getOrDefault(set.get(choice(observation)), Double.NEGATIVE_INFINITY)
                - Math.log(sum(set, constants));
    }

    /**
     * {@return the choice of the alternative that is chosen most, and the probability of what was chosen}
     *
     * @param observation an example, of a choice
     */
    public Outcome decide(Observation observation) {
        List<String> set = names.apply(observation);
        int best = 0;
        List<Double> values = new ArrayList<>();
        for (int j = 0; j < set.size(); j++) {
            values.add(constants.getOrDefault(set.get(j), Double.NEGATIVE_INFINITY));
            best = values.get(j) > values.get(best) ? j : best;
        }
        Vertex vertex = new Vertex(set.size());
        vertex.add(best, 1);
        return new Outcome.Found(
                        vertex,
                        values.get(best),
                        values.get(choice(observation)),
                        vertex,
                        logProbability(observation),
                        Weighting.IMPORTANCE)
                .about(observation);
    }
}
