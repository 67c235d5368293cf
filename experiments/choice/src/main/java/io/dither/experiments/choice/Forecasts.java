package io.dither.experiments.choice;

import io.dither.choice.DecisionMakers;
import io.dither.choice.Elasticities;
import io.dither.data.Examples;
import io.dither.data.Instance;
import io.dither.layer.NoiseKey;
import io.dither.learn.Predictor;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Standardisable;
import io.dither.learn.persons.Mixture.PossibleWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares of alternatives before and after a change: means of probabilities over choices, with errors by the delta method.
 *
 * @param deciders the fitted model, with the weights of the persons who decide
 * @param before the choices before the change
 * @param after the same choices after the change
 * @param segments the groups and the weights of the choices
 * @param alternatives the names of the alternatives
 */
record Forecasts(
        DecisionMakers deciders, Examples before, Examples after, Segments segments, List<String> alternatives) {
    /** The number of samples of a probability that has no closed form. */
    private static final int SAMPLES = 1000;

    /**
     * The shares of an alternative.
     *
     * @param alternative its name
     * @param before its share before the change
     * @param after its share after the change
     * @param difference the share after the change minus that before
     */
    record Share(String alternative, Forecast before, Forecast after, Forecast difference) {}

    /**
     * A number with its 95 % interval.
     *
     * @param value the number
     * @param standardError its standard error; NaN if it is unknown
     * @param low the lower end of the interval
     * @param high the upper end of the interval
     */
    record Forecast(double value, double standardError, double low, double high) {
        static Forecast of(Interval number) {
            return new Forecast(number.value(), number.standardError(), number.low(), number.high());
        }
    }

    /** Returns the shares of the alternatives by group of choices. */
    Map<String, List<Share>> shares() {
        boolean hasClosedForm = before.instances().stream()
                .allMatch(choice -> Elasticities.isExact(deciders.fitted(), choice.oracle()));
        Interval[] intervals = deciders.intervals(this::allShares, hasClosedForm);
        Map<String, List<Share>> shares = new LinkedHashMap<>();
        int shareCount = intervals.length / 3;
        for (int i = 0; i < shareCount; i++) {
            shares.computeIfAbsent(segments.names().get(i / alternatives.size()), group -> new ArrayList<>())
                    .add(new Share(
                            alternatives.get(i % alternatives.size()),
                            Forecast.of(intervals[i]),
                            Forecast.of(intervals[shareCount + i]),
                            Forecast.of(intervals[2 * shareCount + i])));
        }
        return shares;
    }

    /**
     * Returns shares by group and alternative: first all shares before the change, then all after it, then all
     * differences.
     *
     * @param x the estimates: the weights or, if persons differ, the parameters of the distribution of tastes
     * @param key the key of all random draws
     */
    private double[] allShares(double[] x, NoiseKey key) {
        int shareCount = segments.names().size() * alternatives.size();
        double[] shares = new double[3 * shareCount];
        Fitted fitted = deciders.fitted();
        // runs once if all persons have the same weights, otherwise once per class of persons or draw of tastes
        for (PossibleWeights taste : deciders.weights().at(x, key)) {
            // possible weights are in raw units, but some models have parameters in standardised units
            double[] parameters = Standardisable.of(fitted.model()).standardised(taste.weights());
            try (Predictor predictor = Predictor.of(fitted.withParameters(parameters))) {
                add(before, predictor, taste.probability(), key, shares, 0);
                add(after, predictor, taste.probability(), key, shares, shareCount);
            }
        }
        // within each group, before and after the change, sums become shares
        for (int from = 0; from < 2 * shareCount; from += alternatives.size()) {
            int to = from + alternatives.size();
            double sum = Arrays.stream(shares, from, to).sum();
            for (int i = from; i < to; i++) {
                shares[i] /= sum;
            }
        }
        for (int i = 0; i < shareCount; i++) {
            shares[2 * shareCount + i] = shares[shareCount + i] - shares[i];
        }
        return shares;
    }

    /**
     * Adds the probabilities of alternatives to sums by group and alternative, which begin at index {@code from}. The probabilities are
     * multiplied by {@code personShare}, the share of the persons who decide by this predictor.
     */
    private void add(
            Examples examples, Predictor predictor, double personShare, NoiseKey key, double[] sums, int from) {
        // the step is the number of a replicate, and each replicate draws other samples
        long seed = deciders.fitted().settings().seed() + key.step();
        for (Instance choice : examples.instances()) {
            double[] probabilities = predictor.probabilities(choice.features(), choice.oracle(), SAMPLES, seed);
            List<String> names = choice.names();
            for (int group : segments.of(choice.id())) {
                int first = from + group * alternatives.size();
                for (int j = 0; j < probabilities.length; j++) {
                    sums[first + alternatives.indexOf(names.get(j))] +=
                            personShare * segments.weight(choice.id()) * probabilities[j];
                }
            }
        }
    }
}
