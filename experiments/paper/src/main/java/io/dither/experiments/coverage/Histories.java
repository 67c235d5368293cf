package io.dither.experiments.coverage;

import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Draws the histories of a situation.
 *
 * @param situation the situation
 * @param oracle its oracle
 * @param seed the seed of its histories
 */
record Histories(Situation situation, LinearOracle oracle, long seed) {
    /** The number of different sets of features, if a row stands for several examples. */
    private static final int MENUS = 8;
    /** The share of the variance of features and noise that members of a cluster have in common. */
    private static final double SHARED = 0.5;

    /** The standard deviation between clusters of the logarithms of weights, in {@link Factor#CLUSTERS_DIFFER}. */
    private static final double TASTE_DEVIATION = 0.7;

    /** The correlation of features in {@link Factor#CORRELATED}, before absolute values are taken. */
    private static final double FEATURE_CORRELATION = 0.9;

    /** Draws a history by its number. */
    List<Observation> draw(long number) {
        KeyedRandom exampleRandom = new KeyedRandom(seed);
        KeyedRandom groupRandom = new KeyedRandom(seed);
        boolean isCounted = situation.has(Factor.FREQUENCY);
        int groups = isCounted ? MENUS : Math.max(1, situation.size().clusters());
        boolean clustersDiffer = situation.has(Factor.CLUSTERS_DIFFER) || situation.has(Factor.TASTES);
        double shared = situation.size().clusters() > 0 && !clustersDiffer ? SHARED : 0;
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < situation.size().observations(); i++) {
            exampleRandom.setKey(seed, number, i);
            exampleRandom.startSample(0);
            groupRandom.setKey(seed, number, -1 - i % groups); // negative, unlike the keys of examples
            groupRandom.startSample(0);
            // examples that are counted have the features of their group: the whole variance is common
            Features features = features(mixture(groupRandom, exampleRandom, isCounted ? 1 : shared));
            double[] weights = situation.weights();
            double[] z = new double[weights.length];
            for (int k = 0; k < z.length && clustersDiffer; k++) {
                z[k] = groupRandom.nextGaussian(); // the same numbers for each example of the group
                weights[k] = situation.has(Factor.IN_UNIT) ? inUnit(weights, k, z) : ofCluster(weights[k], k, z);
            }
            double[] y = decision(features, weights, mixture(groupRandom, exampleRandom, shared));
            Observation observation = Observation.of("example " + i, features, oracle, Decision.of(y));
            // importance weights are lognormal
            observation = situation.has(Factor.IMPORTANCE)
                    ? observation.withWeight(Math.exp(0.7 * exampleRandom.nextGaussian()))
                    : observation;
            observations.add(
                    situation.size().clusters() > 0 ? observation.withCluster("cluster " + i % groups) : observation);
        }
        return isCounted ? counts(observations) : observations;
    }

    /** Returns weight k of a person whose first weight is lognormal, and whose other weights are normal in units of the first. */
    private double inUnit(double[] weights, int k, double[] z) {
        return k == 0 ? Math.exp(situation.spread() * z[0]) : weights[0] * (weights[k] + situation.spread() * z[k]);
    }

    /** Returns weight k of a cluster from the usual weight k and the standard normal numbers z of weights up to k. */
    private double ofCluster(double usual, int k, double[] z) {
        if (!situation.has(Factor.TASTES)) {
            return usual * Math.exp(TASTE_DEVIATION * z[k]);
        }
        return situation.has(Factor.CORRELATED_TASTES)
                ? usual + Situation.CHOLESKY[k][0] * z[0] + Situation.CHOLESKY[k][1] * z[1]
                : usual + situation.spread() * z[k];
    }

    /** Returns a source of standard normal numbers; members of a group have this share of the variance in common. */
    private static DoubleSupplier mixture(KeyedRandom group, KeyedRandom individual, double share) {
        return () -> Math.sqrt(share) * group.nextGaussian() + Math.sqrt(1 - share) * individual.nextGaussian();
    }

    private Features features(DoubleSupplier normal) {
        double correlation = situation.has(Factor.CORRELATED) ? FEATURE_CORRELATION : 0;
        double[][] rows = new double[oracle.dimension()][situation.weights().length];
        double[] offsets = new double[rows.length];
        for (int j = 0; j < rows.length; j++) {
            double common = Math.sqrt(correlation) * normal.getAsDouble();
            Arrays.setAll(rows[j], k -> {
                double x = common + Math.sqrt(1 - correlation) * normal.getAsDouble();
                return situation.isPositive() ? Math.abs(x) : x;
            });
            offsets[j] = normal.getAsDouble(); // drawn in every situation, used only in OFFSET
        }
        Features features = situation.has(Factor.OFFSET) ? Features.of(rows).withOffsets(offsets) : Features.of(rows);
        return situation.has(Factor.NESTED) ? Nested.withAlternatives(features) : features;
    }

    /** Returns the best decision for costs (scores if the oracle maximises) that are perceived with noise. */
    private double[] decision(Features features, double[] weights, DoubleSupplier normal) {
        double[] perceived = new double[features.rows()];
        boolean isNested = situation.has(Factor.NESTED);
        double[] nestedScores = isNested ? situation.nested().scores(weights, features) : new double[0];
        for (int j = 0; j < perceived.length; j++) {
            double sum = isNested ? nestedScores[j] : features.offset(j) + features.dot(j, weights, 0);
            double cost = situation.has(Factor.SOFTPLUS) ? Math.log1p(Math.exp(sum)) : sum;
            perceived[j] = situation.law().perceived(cost, situation.epsilon(), normal);
        }
        return oracle.solve(perceived);
    }

    /** Joins examples with the same features and decision into one row; example i has menu i modulo MENUS. */
    private static List<Observation> counts(List<Observation> observations) {
        Map<List<Object>, Observation> rows = new LinkedHashMap<>();
        for (int i = 0; i < observations.size(); i++) {
            double[] y = ((Decision) observations.get(i).target()).values();
            rows.merge(
                    List.of(i % MENUS, Arrays.toString(y)),
                    observations.get(i),
                    (first, again) -> first.withWeight(first.weight() + 1));
        }
        return List.copyOf(rows.values());
    }
}
