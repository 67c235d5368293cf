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
import java.util.stream.IntStream;

/**
 * For each choice, draws a sample of its alternatives; the chosen alternative is always in the sample. If there are thousands of alternatives, the weights of
 * a logit can be fitted to these samples. Utilities are corrected by ln(k_i / q_i) (McFadden 1978). Here k_i is the number of times that alternative i was
 * drawn, plus 1 for the chosen alternative. The probability q_i of the alternative in a draw is proportional to 1 plus the number of times that it was chosen.
 * Alternatives of different choices are the same if they have the same {@linkplain Features#group group}, or the same row if there are no groups. Standard
 * errors grow, because information is left out. Draws depend on the seed and the id of the choice. The fit must have epsilon = 1, because the corrections hold
 * for noise of this scale. Immutable.
 */
public final class SampledAlternatives {
    private final int count;
    private final long seed;
    /** The number of times that each alternative was chosen. */
    private final Map<String, Integer> timesChosen = new HashMap<>();

    private SampledAlternatives(int count, long seed, List<Observation> observations) {
        this.count = Arguments.atLeast("number of sampled alternatives", count, 2);
        this.seed = seed;
        for (Observation observation : observations) {
            timesChosen.merge(name(observation.features(), chosen(observation)), 1, Integer::sum);
        }
    }

    /**
     * Makes a sampler. It draws an alternative with a probability that grows with the number of times that the alternative was chosen.
     *
     * @param count the largest number of alternatives in a sample, including the chosen alternative, at least 2
     * @param seed the seed of the draws
     * @param observations the choices that are counted
     * @return the sampler
     */
    public static SampledAlternatives of(int count, long seed, List<Observation> observations) {
        return new SampledAlternatives(count, seed, observations);
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
                        + "' is not an observed choice among alternatives with a row of features each",
                "Maybe use the oracle argmax");
        double[] y = observation.target().values();
        return IntStream.range(0, y.length).filter(i -> y[i] != 0).findFirst().orElseThrow();
    }

    /**
     * Draws the sample of alternatives of a choice.
     *
     * @param observation the choice, with an oracle like argmax
     * @return the choice among the sample, with the corrections as offsets; the same observation if it has no more alternatives than a sample may have
     * @throws io.dither.error.InvalidArgumentException if the observation is not an observed choice
     */
    public Observation sampled(Observation observation) {
        int chosen = chosen(observation);
        int alternativeCount = observation.features().rows();
        if (alternativeCount <= count) {
            return observation;
        }
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, 0, observation.key());
        random.startSample(0);
        double[] corrections = corrections(random, observation.features(), chosen);
        int[] sample = IntStream.range(0, alternativeCount)
                .filter(i -> !Double.isNaN(corrections[i]))
                .toArray();
        double[] y = new double[sample.length];
        Arrays.setAll(y, i -> sample[i] == chosen ? 1 : 0);
        double[] costs = new double[observation.costs().length == 0 ? 0 : sample.length];
        Arrays.setAll(costs, i -> observation.costs()[sample[i]]);
        return new Observation(
                observation.id(),
                sampledRows(observation.features(), sample, corrections),
                Oracles.argmax(sample.length),
                Decision.of(y),
                new Observation.Attributes(
                        observation.weight(), costs, observation.cluster(), observation.covariates()));
    }

    /** Draws alternatives, and returns their corrections; NaN for alternatives that are not drawn. */
    private double[] corrections(KeyedRandom random, Features features, int chosen) {
        int alternativeCount = features.rows();
        double[] cumulative = new double[alternativeCount + 1];
        for (int i = 0; i < alternativeCount; i++) {
            cumulative[i + 1] = cumulative[i] + 1 + timesChosen.getOrDefault(name(features, i), 0);
        }
        int[] timesDrawn = new int[alternativeCount];
        timesDrawn[chosen] = 1;
        for (int draw = 1; draw < count; draw++) {
            int index = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[alternativeCount]);
            // alternative i owns the numbers from cumulative[i] to cumulative[i + 1]
            // for a number between the two, the search returns -2 - i
            // rounding may give the last number of the array, which is the end of the last alternative
            timesDrawn[Math.min(alternativeCount - 1, index >= 0 ? index : -index - 2)]++;
        }
        double[] corrections = new double[alternativeCount];
        Arrays.setAll(corrections, i -> {
            double q = (cumulative[i + 1] - cumulative[i]) / cumulative[alternativeCount];
            return timesDrawn[i] == 0 ? Double.NaN : Math.log(timesDrawn[i] / q);
        });
        return corrections;
    }

    private Features sampledRows(Features features, int[] sample, double[] corrections) {
        double[][] rows = new double[sample.length][features.columns()];
        double[] offsets = new double[sample.length];
        for (int i = 0; i < sample.length; i++) {
            for (int k = 0; k < features.columns(); k++) {
                rows[i][k] = features.get(sample[i], k);
            }
            offsets[i] = features.offset(sample[i]) + corrections[sample[i]];
        }
        Features drawn = Features.of(rows);
        if (features.hasGroups()) {
            drawn = drawn.withGroups(
                    Arrays.stream(sample).mapToObj(features::group).toArray(String[]::new));
        }
        double[] lengths = features.lengths();
        if (lengths.length > 0) {
            drawn = drawn.withLengths(
                    Arrays.stream(sample).mapToDouble(i -> lengths[i]).toArray());
        }
        return drawn.withOffsets(offsets);
    }
}
