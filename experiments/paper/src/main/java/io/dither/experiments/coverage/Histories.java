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

    /** The deviation of the logarithms of weights between clusters that differ. */
    private static final double TASTE_DEVIATION = 0.7;

    /** The correlation of features in {@link Factor#CORRELATED}. */
    private static final double FEATURE_CORRELATION = 0.9;

    /** Draws a history by its number. */
    List<Observation> draw(long number) {
        KeyedRandom exampleRandom = new KeyedRandom(seed);
        KeyedRandom groupRandom = new KeyedRandom(seed);
        boolean isCounted = situation.has(Factor.FREQUENCY);
        int groups = isCounted ? MENUS : Math.max(1, situation.size().clusters());
        boolean clustersDiffer = situation.has(Factor.DIFFER) || situation.has(Factor.TASTES);
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

    /** Returns weight k of a cluster, from its mean and the standard normal numbers z of the weights up to k. */
    private double ofCluster(double weight, int k, double[] z) {
        if (!situation.has(Factor.TASTES)) {
            return weight * Math.exp(TASTE_DEVIATION * z[k]);
        }
        return situation.has(Factor.CORRELATED_TASTES)
                ? weight + Situation.CHOLESKY[k][0] * z[0] + Situation.CHOLESKY[k][1] * z[1]
                : weight + situation.spread() * z[k];
    }

    /** Returns standard normal numbers of which this share of the variance is common to the group. */
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
            offsets[j] = normal.getAsDouble();
        }
        Features features = situation.has(Factor.OFFSET) ? Features.of(rows).withOffsets(offsets) : Features.of(rows);
        return situation.has(Factor.NESTED) ? Nested.named(features) : features;
    }

    private double[] decision(Features features, double[] weights, DoubleSupplier normal) {
        double[] noisyCosts = new double[features.rows()];
        // without nests, the scores are not read
        double[] nested = situation.has(Factor.NESTED) ? situation.nested().scores(weights, features) : noisyCosts;
        for (int j = 0; j < noisyCosts.length; j++) {
            double sum = situation.has(Factor.NESTED) ? nested[j] : features.offset(j) + features.dot(j, weights, 0);
            double cost = situation.has(Factor.SOFTPLUS) ? Math.log1p(Math.exp(sum)) : sum;
            noisyCosts[j] = situation.law().perceived(cost, situation.epsilon(), normal);
        }
        return oracle.solve(noisyCosts);
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
