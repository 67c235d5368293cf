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
 * Predicted probabilities of coordinates, y_eps, against how often these are observed.
 *
 * <p>Coordinates are binned by one half of the samples and predicted by the other: binned by the very numbers that predict them,
 * a model that is right would look overconfident. Coordinates that the first half never touches are a bin of their own, so that
 * none is chosen by what was observed.
 *
 * @param bins the bins that hold any coordinate, by probability
 * @param isOfProbabilities whether decisions are 0 or 1; otherwise expected coordinates are compared with observed ones
 * @param examples how many examples were asked
 */
public record Calibration(List<Bin> bins, boolean isOfProbabilities, int examples) {
    /** At most so many examples are asked where probabilities are sampled. */
    public static final int MOST_EXAMPLES = 200;

    private static final int BINS = 10;

    /**
     * Coordinates of about the same probability.
     *
     * @param coordinates how many
     * @param untouched whether they are those that no sample of the first half touched
     * @param expected their mean prediction
     * @param observed their mean in the observed decisions
     * @param difference observed less expected, with its error over clusters of examples; of probabilities the interval is Wilson's of
     *     the share observed, which has a length also where all are 0 or all are 1
     */
    public record Bin(double coordinates, boolean untouched, double expected, double observed, Metric difference) {}

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

    /** The coordinates of an example that are not 0 in both halves of its samples and in what was observed. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Sampled(Outcome outcome, double[] first, double[] second, double[] observed, int zeros) {
        static Sampled of(Outcome outcome, double[] first, double[] second, double[] observed) {
            int[] kept = IntStream.range(0, observed.length)
                    .filter(j -> first[j] != 0 || second[j] != 0 || observed[j] != 0)
                    .toArray();
            return new Sampled(
                    outcome, at(first, kept), at(second, kept), at(observed, kept), observed.length - kept.length);
        }

        private static double[] at(double[] values, int[] kept) {
            return Arrays.stream(kept).mapToDouble(j -> values[j]).toArray();
        }
    }

    /** Bins of equal width, after the one of what is never touched. */
    private record Grid(boolean probabilities, double least, double most) {
        int bin(double place) {
            if (probabilities && place == 0) {
                return 0;
            }
            double part = (place - least) / Math.max(most - least, 1e-300);
            return 1 + (int) Math.min(BINS - 1, Math.floor(BINS * part));
        }
    }

    /** What is predicted, by whatever decides. */
    @FunctionalInterface
    public interface Chances {
        /**
         * Predicts.
         *
         * @param one the example
         * @param samples how many samples, at least 1
         * @param seed the seed of the noise
         * @return how often each coordinate is chosen, length d
         */
        double[] of(Observation one, int samples, long seed);
    }

    static Calibration of(List<Outcome> outcomes, Predictor predictor, boolean isExact, int samples, long seed) {
        return of(
                outcomes,
                (one, count, key) -> predictor.probabilities(one.features(), one.oracle(), count, key),
                isExact ? Integer.MAX_VALUE : MOST_EXAMPLES,
                samples,
                seed);
    }

    /**
     * Compares predictions with what was observed.
     *
     * @param outcomes the examples, at least one with an observed decision
     * @param chances predicts
     * @param samples how many samples estimate the probabilities of an example, at least 2
     * @param seed the seed of their noise
     * @return the comparison
     */
    public static Calibration of(List<Outcome> outcomes, Chances chances, int samples, long seed) {
        return of(outcomes, chances, MOST_EXAMPLES, samples, seed);
    }

    private static Calibration of(List<Outcome> outcomes, Chances chances, int most, int samples, long seed) {
        int half = Math.max(1, samples / 2);
        List<Sampled> sampled = outcomes.stream()
                .filter(one -> one.observation().target() instanceof Decision)
                .sorted(Comparator.comparing(one -> one.observation().key(), Long::compareUnsigned))
                .limit(most)
                .map(one -> sampled(one, chances, half, seed))
                .toList();
        boolean probabilities = sampled.stream().allMatch(Calibration::isZeroOne);
        Grid grid = probabilities ? new Grid(true, 0, 1) : new Grid(false, extreme(sampled, -1), extreme(sampled, 1));
        List<Map<String, Sums>> sums = new ArrayList<>();
        for (int bin = 0; bin <= BINS; bin++) {
            sums.add(new HashMap<>());
        }
        for (Sampled one : sampled) {
            for (int j = 0; j < one.first().length; j++) {
                sums(sums, grid.bin(one.first()[j]), one).add(one.second()[j], one.observed()[j]);
            }
            if (one.zeros() > 0) {
                sums(sums, grid.bin(0), one).count += one.zeros();
            }
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin <= BINS; bin++) {
            Map<String, Sums> known = sums.get(bin);
            if (!known.isEmpty()) {
                List<Outcome> members = sampled.stream()
                        .map(Sampled::outcome)
                        .filter(one -> known.containsKey(id(one)))
                        .toList();
                bins.add(bin(bin == 0, probabilities, members, known));
            }
        }
        return new Calibration(List.copyOf(bins), probabilities, sampled.size());
    }

    private static Sums sums(List<Map<String, Sums>> sums, int bin, Sampled one) {
        return sums.get(bin).computeIfAbsent(id(one.outcome()), any -> new Sums());
    }

    private static Sampled sampled(Outcome outcome, Chances chances, int half, long seed) {
        Observation one = outcome.observation();
        long key = ExampleKey.of(seed ^ one.key());
        return Sampled.of(
                outcome,
                chances.of(one, half, key),
                chances.of(one, half, ExampleKey.of(key)),
                one.target().values());
    }

    private static boolean isZeroOne(Sampled one) {
        for (int j = 0; j < one.observed().length; j++) {
            if (one.observed()[j] < 0 || one.observed()[j] > 1 || one.first()[j] < 0 || one.first()[j] > 1 + 1e-9) {
                return false;
            }
        }
        return true;
    }

    private static double extreme(List<Sampled> sampled, int sign) {
        return sign
                * sampled.stream()
                        .flatMapToDouble(one -> DoubleStream.concat(
                                Arrays.stream(one.first()),
                                one.zeros() > 0 ? DoubleStream.of(0) : DoubleStream.empty()))
                        .map(value -> sign * value)
                        .max()
                        .orElse(0);
    }

    private static Bin bin(boolean untouched, boolean probabilities, List<Outcome> members, Map<String, Sums> sums) {
        double expected = Metrics.ratio(
                        "expected", members, one -> sum(sums, one).expected, one -> sum(sums, one).count)
                .value();
        double observed = Metrics.ratio(
                        "observed", members, one -> sum(sums, one).observed, one -> sum(sums, one).count)
                .value();
        Metric difference = Metrics.ratio(
                "observed less expected",
                members,
                one -> sum(sums, one).observed - sum(sums, one).expected,
                one -> sum(sums, one).count);
        double count = sums.values().stream().mapToDouble(one -> one.count).sum();
        return new Bin(
                count,
                untouched,
                expected,
                observed,
                probabilities ? ofShare(difference, expected, members, sums) : difference);
    }

    private static Metric ofShare(Metric difference, double expected, List<Outcome> members, Map<String, Sums> sums) {
        Metric share = Metric.share(
                difference.name(),
                members.stream()
                        .mapToDouble(one -> one.observation().weight() * sum(sums, one).observed)
                        .toArray(),
                members.stream()
                        .mapToDouble(one -> one.observation().weight() * sum(sums, one).count)
                        .toArray(),
                members.stream().map(one -> one.observation().cluster()).toList());
        return new Metric(
                difference.name(),
                difference.interval(),
                share.low() - expected,
                share.high() - expected,
                difference.examples(),
                difference.better());
    }

    private static Sums sum(Map<String, Sums> sums, Outcome one) {
        return sums.getOrDefault(id(one), new Sums());
    }

    private static String id(Outcome outcome) {
        return outcome.observation().id();
    }
}
