package io.dither.choice;

import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws a part of the alternatives of each choice, with the chosen one: for the logit, whose weights can be fitted to the parts if there are
 * thousands of alternatives. Utilities are corrected by ln(k_i / q_i), where alternative i was drawn k_i times, the chosen one once more, with
 * probability q_i (McFadden 1978). Uniform parts, drawn without replacement, need no correction. Standard errors grow, as information is left
 * out. Draws depend on the seed and the id of the choice. Immutable.
 */
public final class SampledAlternatives {
    private final int count;
    private final long seed;
    /** By alternative the number of times that it was chosen; empty for uniform draws. */
    private final Optional<Map<String, Double>> shares;

    private SampledAlternatives(int count, long seed, Optional<Map<String, Double>> shares) {
        this.count = Arguments.atLeast("number of sampled alternatives", count, 2);
        this.seed = seed;
        this.shares = shares;
    }

    /**
     * Draws alternatives with equal probabilities, each at most once.
     *
     * @param count the number of alternatives of a part, at least 2, with the chosen one
     * @param seed the seed of the draws
     * @return the sampling
     */
    public static SampledAlternatives uniform(int count, long seed) {
        return new SampledAlternatives(count, seed, Optional.empty());
    }

    /**
     * Draws alternatives with probabilities in proportion to one more than the number of times that they were chosen. An alternative is
     * known by its {@linkplain Features#group group}, or by its place if there are no groups. Needs fits with epsilon = 1.
     *
     * @param count the largest number of alternatives of a part, at least 2, with the chosen one
     * @param seed the seed of the draws
     * @param observations the choices that are counted
     * @return the sampling
     */
    public static SampledAlternatives byShares(int count, long seed, List<Observation> observations) {
        Map<String, Double> chosen = new HashMap<>();
        for (Observation observation : observations) {
            chosen.merge(name(observation.features(), chosen(observation)), 1.0, Double::sum);
        }
        return new SampledAlternatives(count, seed, Optional.of(chosen));
    }

    private static String name(Features features, int row) {
        return features.hasGroups() ? features.group(row) : String.valueOf(row);
    }

    private static boolean isChoice(LinearOracle oracle) {
        return oracle.as(StructuredOracle.class)
                .filter(structured -> structured.polytope() instanceof Polytope.Hypersimplex set && set.k() == 1)
                .isPresent();
    }

    private static int chosen(Observation observation) {
        LinearOracle oracle = observation.oracle();
        Arguments.require(
                isChoice(oracle)
                        && oracle.sense() == Sense.MAXIMIZE
                        && observation.features().rows() == oracle.dimension()
                        && observation.target() instanceof Decision,
                "example '" + observation.id()
                        + "' is not an observed choice of one alternative, each with its features",
                "Maybe take the oracle argmax");
        double[] y = observation.target().values();
        return IntStream.range(0, y.length).filter(i -> y[i] != 0).findFirst().orElseThrow();
    }

    /**
     * Draws the part of a choice.
     *
     * @param observation the choice, with an oracle like argmax
     * @return the choice among the part, with offsets if utilities are corrected; the same observation if it has no more alternatives
     * @throws io.dither.error.InvalidArgumentException if it is not an observed choice
     */
    public Observation of(Observation observation) {
        int chosen = chosen(observation);
        int all = observation.features().rows();
        if (all <= count) {
            return observation;
        }
        KeyedRandom random = new KeyedRandom(seed);
        random.key(seed, 0, observation.key());
        random.sample(0);
        double[] corrections = new double[all];
        Arrays.fill(corrections, Double.NaN);
        shares.ifPresentOrElse(
                times -> drawByShares(times, random, observation.features(), chosen, corrections),
                () -> drawUniformly(random, chosen, corrections));
        int[] part = IntStream.range(0, all)
                .filter(i -> !Double.isNaN(corrections[i]))
                .toArray();
        double[] y = new double[part.length];
        Arrays.setAll(y, i -> part[i] == chosen ? 1 : 0);
        double[] costs = new double[observation.costs().length == 0 ? 0 : part.length];
        Arrays.setAll(costs, i -> observation.costs()[part[i]]);
        return new Observation(
                observation.id(),
                rows(observation.features(), part, corrections),
                Oracles.argmax(part.length),
                Decision.of(y),
                new Observation.Attributes(
                        observation.weight(), costs, observation.cluster(), observation.covariates()));
    }

    /** Writes 0 for drawn alternatives, by Floyd's algorithm. */
    private void drawUniformly(KeyedRandom random, int chosen, double[] corrections) {
        int others = corrections.length - 1;
        corrections[chosen] = 0;
        for (int last = others - count + 1; last < others; last++) {
            int drawn = random.nextInt(last + 1);
            int row = drawn < chosen ? drawn : drawn + 1;
            int instead = last < chosen ? last : last + 1;
            corrections[Double.isNaN(corrections[row]) ? row : instead] = 0;
        }
    }

    /** Writes the corrections of drawn alternatives. */
    private void drawByShares(
            Map<String, Double> timesChosen, KeyedRandom random, Features features, int chosen, double[] corrections) {
        int all = corrections.length;
        double[] below = new double[all + 1];
        for (int i = 0; i < all; i++) {
            below[i + 1] = below[i] + 1 + timesChosen.getOrDefault(name(features, i), 0.0);
        }
        int[] times = new int[all];
        times[chosen] = 1;
        for (int draw = 1; draw < count; draw++) {
            int index = Arrays.binarySearch(below, random.nextDouble() * below[all]);
            times[Math.min(all - 1, index >= 0 ? index : -index - 2)]++;
        }
        for (int i = 0; i < all; i++) {
            double q = (below[i + 1] - below[i]) / below[all];
            corrections[i] = times[i] == 0 ? Double.NaN : Math.log(times[i] / q);
        }
    }

    private Features rows(Features features, int[] part, double[] corrections) {
        double[][] rows = new double[part.length][features.columns()];
        double[] offsets = new double[part.length];
        for (int i = 0; i < part.length; i++) {
            for (int k = 0; k < features.columns(); k++) {
                rows[i][k] = features.get(part[i], k);
            }
            offsets[i] = features.offset(part[i]) + corrections[part[i]];
        }
        Features drawn = Features.of(rows);
        if (features.hasGroups()) {
            drawn = drawn.withGroups(
                    Arrays.stream(part).mapToObj(features::group).toArray(String[]::new));
        }
        double[] lengths = features.lengths();
        if (lengths.length > 0) {
            drawn = drawn.withLengths(
                    Arrays.stream(part).mapToDouble(i -> lengths[i]).toArray());
        }
        return shares.isPresent() || features.hasOffsets() ? drawn.withOffsets(offsets) : drawn;
    }
}
