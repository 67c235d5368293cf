package io.dither.learn.diagnose;

import io.dither.layer.Decision;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.random.ExampleKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Compares the predicted probability of each coordinate, y_eps, with the observed frequency.
 *
 * <p>The first half of the samples assigns a coordinate to a bin, and the second half predicts its frequency; with the same samples for both, a
 * correct model would look overconfident. (If probabilities have a closed form, both halves are the same numbers.) Coordinates with
 * probabilities that are 0 in the first half have their own bin, so that the selection of the compared coordinates does not depend on the
 * observed decision.
 *
 * @param bins the bins with at least one coordinate, in order of probability
 * @param isOfProbabilities whether all coordinates are from 0 to 1, so that they are compared as probabilities and frequencies; otherwise
 *     expected coordinates are compared with observed coordinates
 * @param examples the number of examples that were compared
 */
public record Calibration(List<Bin> bins, boolean isOfProbabilities, int examples) {
    /** The largest number of examples that are compared, unless their probabilities have a closed form. */
    public static final int MOST_EXAMPLES = 200;

    /** The number of bins of equal width; probabilities of 0 have an additional bin. */
    private static final int BINS = 10;

    /** By rounding, a mean of zeros and ones exceeds 1 by at most this. */
    private static final double ROUNDING = 1e-9;

    /**
     * Coordinates of about the same probability.
     *
     * @param coordinates the number of coordinates
     * @param neverSampled whether this is the bin of the coordinates that are 0 in all samples of the first half
     * @param expected the mean prediction of the coordinates, weighted by the weights of the examples
     * @param observed the mean of the coordinates in the observed decisions, weighted in the same way
     * @param difference observed minus expected, with its standard error over clusters of examples; for probabilities,
     *     with Wilson's interval of the observed share, which has a length above 0 even if all decisions are 0 or all
     *     are 1
     */
    public record Bin(double coordinates, boolean neverSampled, double expected, double observed, Metric difference) {}

    /** The sums of one example in one bin. */
    private static final class Sums {
        private double count;
        private double expected;
        private double observed;

        void add(double prediction, double y) {
            count++;
            expected += prediction;
            observed += y;
        }
    }

    /**
     * The coordinates of an example, without those that are 0 in both halves of the samples and in the observed decision.
     *
     * @param outcome the example
     * @param firstHalf the mean of each such coordinate over the first half of the samples
     * @param secondHalf the mean over the second half
     * @param observed the value in the observed decision
     * @param zeros the number of coordinates that are 0 in both halves and in the observed decision
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Sampled(Outcome outcome, double[] firstHalf, double[] secondHalf, double[] observed, int zeros) {
        static Sampled of(Outcome outcome, double[] firstHalf, double[] secondHalf, double[] observed) {
            int[] nonzero = IntStream.range(0, observed.length)
                    .filter(j -> firstHalf[j] != 0 || secondHalf[j] != 0 || observed[j] != 0)
                    .toArray();
            return new Sampled(
                    outcome,
                    select(firstHalf, nonzero),
                    select(secondHalf, nonzero),
                    select(observed, nonzero),
                    observed.length - nonzero.length);
        }

        private static double[] select(double[] values, int[] coordinates) {
            return Arrays.stream(coordinates).mapToDouble(j -> values[j]).toArray();
        }
    }

    /** A bin for probabilities of exactly 0, if predictions are probabilities, and then bins of equal width from low to high. */
    private record Grid(boolean isOfProbabilities, double low, double high) {
        int bin(double prediction) {
            if (isOfProbabilities && prediction == 0) {
                return 0;
            }
            double fraction = (prediction - low) / Math.max(high - low, 1e-300); // all values may be equal
            return 1 + (int) Math.min(BINS - 1, Math.floor(BINS * fraction));
        }
    }

    /** Predicts probabilities of coordinates, for example with a fitted model. */
    @FunctionalInterface
    public interface CoordinateProbabilities {
        /**
         * Predicts the probabilities of one example.
         *
         * @param observation the example
         * @param samples the number of samples, at least 1
         * @param seed the seed of the noise
         * @return the probability of each coordinate (of the oracle's dimension)
         */
        double[] of(Observation observation, int samples, long seed);
    }

    /**
     * Compares predictions of a fitted model with observed decisions; for all examples if probabilities have a closed
     * form ({@code isExact}).
     */
    static Calibration of(List<Outcome> outcomes, Predictor predictor, boolean isExact, int samples, long seed) {
        return of(
                outcomes,
                (observation, count, exampleSeed) ->
                        predictor.probabilities(observation.features(), observation.oracle(), count, exampleSeed),
                isExact ? Integer.MAX_VALUE : MOST_EXAMPLES,
                samples,
                seed);
    }

    /**
     * Compares predictions with observed decisions, for at most {@link #MOST_EXAMPLES} examples.
     *
     * @param outcomes the examples, at least one with an observed decision
     * @param predictions predicts the probabilities of coordinates
     * @param samples the number of samples that estimate the probabilities of one example, at least 2
     * @param seed the seed of the noise of the samples
     * @return the comparison
     */
    public static Calibration of(List<Outcome> outcomes, CoordinateProbabilities predictions, int samples, long seed) {
        return of(outcomes, predictions, MOST_EXAMPLES, samples, seed);
    }

    private static Calibration of(
            List<Outcome> outcomes, CoordinateProbabilities predictions, int limit, int samples, long seed) {
        int half = Math.max(1, samples / 2);
        List<Sampled> sampled = outcomes.stream()
                .filter(outcome -> outcome.observation().target() instanceof Decision)
                // by key, so that the order of the outcomes does not change which examples are compared
                .sorted(Comparator.comparing(outcome -> outcome.observation().key(), Long::compareUnsigned))
                .limit(limit)
                .map(outcome -> sampled(outcome, predictions, half, seed))
                .toList();
        boolean isOfProbabilities = sampled.stream().allMatch(Calibration::isFromZeroToOne);
        Grid grid =
                isOfProbabilities ? new Grid(true, 0, 1) : new Grid(false, extreme(sampled, -1), extreme(sampled, 1));
        List<Map<String, Sums>> sumsByBin = new ArrayList<>(); // by the bin, then by the id of the example
        for (int bin = 0; bin <= BINS; bin++) {
            sumsByBin.add(new HashMap<>());
        }
        for (Sampled example : sampled) {
            for (int j = 0; j < example.firstHalf().length; j++) {
                sumsIn(sumsByBin, grid.bin(example.firstHalf()[j]), example)
                        .add(example.secondHalf()[j], example.observed()[j]);
            }
            if (example.zeros() > 0) {
                sumsIn(sumsByBin, grid.bin(0), example).count += example.zeros();
            }
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin <= BINS; bin++) {
            Map<String, Sums> sumsOfBin = sumsByBin.get(bin);
            if (!sumsOfBin.isEmpty()) {
                List<Outcome> members = sampled.stream()
                        .map(Sampled::outcome)
                        .filter(outcome -> sumsOfBin.containsKey(id(outcome)))
                        .toList();
                bins.add(bin(bin == 0, isOfProbabilities, members, sumsOfBin));
            }
        }
        return new Calibration(List.copyOf(bins), isOfProbabilities, sampled.size());
    }

    /** Returns the sums of an example in a bin, to add to them; zeros at first. */
    private static Sums sumsIn(List<Map<String, Sums>> sumsByBin, int bin, Sampled example) {
        return sumsByBin.get(bin).computeIfAbsent(id(example.outcome()), missing -> new Sums());
    }

    /** Predicts an example twice, each time by half of the samples. */
    private static Sampled sampled(Outcome outcome, CoordinateProbabilities predictions, int half, long seed) {
        Observation observation = outcome.observation();
        long firstSeed = ExampleKey.of(seed ^ observation.key()); // its hash is the seed of the second half
        return Sampled.of(
                outcome,
                predictions.of(observation, half, firstSeed),
                predictions.of(observation, half, ExampleKey.of(firstSeed)),
                observation.target().values());
    }

    private static boolean isFromZeroToOne(Sampled example) {
        for (int j = 0; j < example.observed().length; j++) {
            if (example.observed()[j] < 0
                    || example.observed()[j] > 1
                    || example.firstHalf()[j] < 0
                    || example.firstHalf()[j] > 1 + ROUNDING) {
                return false;
            }
        }
        return true;
    }

    /** Returns the largest prediction for the sign 1, and the smallest for the sign -1. */
    private static double extreme(List<Sampled> sampled, int sign) {
        return sign
                * sampled.stream()
                        .flatMapToDouble(example -> DoubleStream.concat(
                                Arrays.stream(example.firstHalf()),
                                example.zeros() > 0 ? DoubleStream.of(0) : DoubleStream.empty()))
                        .map(value -> sign * value)
                        .max()
                        .orElse(0);
    }

    /**
     * Compares predictions and observations in a bin.
     *
     * @param members the examples with coordinates in the bin
     * @param sums the sums of each member, by the id of its example
     */
    private static Bin bin(
            boolean neverSampled, boolean isOfProbabilities, List<Outcome> members, Map<String, Sums> sums) {
        double expected = Metrics.ratio(
                        "expected",
                        members,
                        outcome -> sumsOf(sums, outcome).expected,
                        outcome -> sumsOf(sums, outcome).count)
                .value();
        double observed = Metrics.ratio(
                        "observed",
                        members,
                        outcome -> sumsOf(sums, outcome).observed,
                        outcome -> sumsOf(sums, outcome).count)
                .value();
        Metric difference = Metrics.ratio(
                "observed less expected",
                members,
                outcome -> sumsOf(sums, outcome).observed - sumsOf(sums, outcome).expected,
                outcome -> sumsOf(sums, outcome).count);
        return new Bin(
                sums.values().stream().mapToDouble(sum -> sum.count).sum(),
                neverSampled,
                expected,
                observed,
                isOfProbabilities ? wilson(difference, expected, members, sums) : difference);
    }

    /**
     * Returns the difference with another interval: Wilson's interval of the observed share, minus the expected share.
     */
    private static Metric wilson(Metric difference, double expected, List<Outcome> members, Map<String, Sums> sums) {
        Metric share = Metric.share(
                difference.name(),
                members.stream()
                        .mapToDouble(outcome -> outcome.observation().weight() * sumsOf(sums, outcome).observed)
                        .toArray(),
                members.stream()
                        .mapToDouble(outcome -> outcome.observation().weight() * sumsOf(sums, outcome).count)
                        .toArray(),
                members.stream().map(outcome -> outcome.observation().cluster()).toList(),
                members.stream().mapToDouble(Outcome::copies).toArray());
        return new Metric(
                difference.name(),
                difference.interval(),
                share.low() - expected,
                share.high() - expected,
                difference.examples(),
                difference.better());
    }

    /** Returns the sums of the example of an outcome, which are always there for the members of a bin. */
    private static Sums sumsOf(Map<String, Sums> byId, Outcome outcome) {
        return byId.getOrDefault(id(outcome), new Sums());
    }

    private static String id(Outcome outcome) {
        return outcome.observation().id();
    }
}
