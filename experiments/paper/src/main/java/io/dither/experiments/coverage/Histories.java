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
 * The histories of a situation.
 *
 * @param of the situation
 * @param oracle its oracle
 * @param seed the seed of its histories
 */
record Histories(Situation of, LinearOracle oracle, long seed) {
    /** The number of different sets of features, if a row stands for several examples. */
    private static final int MENUS = 8;
    /** The share of the variance of features and noise that members of a cluster have in common. */
    private static final double SHARED = 0.5;

    /** The deviation of the logarithms of weights between clusters that differ. */
    private static final double TASTE = 0.7;

    private static final double CORRELATION = 0.9;

    /** Draws a history by its number. */
    List<Observation> draw(long number) {
        KeyedRandom own = new KeyedRandom(seed);
        KeyedRandom ofGroup = new KeyedRandom(seed);
        boolean counted = of.has(Factor.FREQUENCY);
        int groups = counted ? MENUS : Math.max(1, of.size().clusters());
        boolean apart = of.has(Factor.DIFFER) || of.has(Factor.TASTES);
        double shared = of.size().clusters() > 0 && !apart ? SHARED : 0;
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < of.size().observations(); i++) {
            own.key(seed, number, i);
            own.sample(0);
            ofGroup.key(seed, number, -1 - i % groups);
            ofGroup.sample(0);
            Features features = features(mixed(ofGroup, own, counted ? 1 : shared));
            double[] weights = of.weights();
            double[] z = new double[weights.length];
            for (int k = 0; k < z.length && apart; k++) {
                z[k] = ofGroup.nextGaussian();
                weights[k] = of.has(Factor.IN_UNIT)
                        ? k == 0 ? Math.exp(of.spread() * z[0]) : weights[0] * (weights[k] + of.spread() * z[k])
                        : moved(weights[k], k, z);
            }
            double[] y = decision(features, weights, mixed(ofGroup, own, shared));
            Observation observation = Observation.of("example " + i, features, oracle, Decision.of(y));
            observation = of.has(Factor.IMPORTANCE)
                    ? observation.withWeight(Math.exp(0.7 * own.nextGaussian()))
                    : observation;
            all.add(of.size().clusters() > 0 ? observation.withCluster("cluster " + i % groups) : observation);
        }
        return counted ? counts(all) : all;
    }

    /** The weight of a cluster, from the normal numbers up to its own. */
    private double moved(double weight, int k, double[] z) {
        if (!of.has(Factor.TASTES)) {
            return weight * Math.exp(TASTE * z[k]);
        }
        return of.has(Factor.TOGETHER)
                ? weight + Situation.FACTOR[k][0] * z[0] + Situation.FACTOR[k][1] * z[1]
                : weight + of.spread() * z[k];
    }

    private static DoubleSupplier mixed(KeyedRandom group, KeyedRandom individual, double share) {
        return () -> Math.sqrt(share) * group.nextGaussian() + Math.sqrt(1 - share) * individual.nextGaussian();
    }

    private Features features(DoubleSupplier normal) {
        double correlation = of.has(Factor.CORRELATED) ? CORRELATION : 0;
        double[][] rows = new double[oracle.dimension()][of.weights().length];
        double[] offsets = new double[rows.length];
        for (int j = 0; j < rows.length; j++) {
            double common = Math.sqrt(correlation) * normal.getAsDouble();
            Arrays.setAll(rows[j], k -> {
                double x = common + Math.sqrt(1 - correlation) * normal.getAsDouble();
                return of.isPositive() ? Math.abs(x) : x;
            });
            offsets[j] = normal.getAsDouble();
        }
        Features features = of.has(Factor.OFFSET) ? Features.of(rows).withOffsets(offsets) : Features.of(rows);
        return of.has(Factor.NESTED) ? Nested.named(features) : features;
    }

    private double[] decision(Features features, double[] weights, DoubleSupplier normal) {
        double[] noisyCosts = new double[features.rows()];
        double[] nested = of.has(Factor.NESTED) ? of.nested().scores(weights, features) : noisyCosts;
        for (int j = 0; j < noisyCosts.length; j++) {
            double sum = of.has(Factor.NESTED) ? nested[j] : features.offset(j) + features.dot(j, weights, 0);
            double cost = of.has(Factor.SOFTPLUS) ? Math.log1p(Math.exp(sum)) : sum;
            noisyCosts[j] = of.law().seen(cost, of.epsilon(), normal);
        }
        return oracle.solve(noisyCosts);
    }

    /** Joins examples with the same features and decision into one row; examples of one menu are MENUS apart. */
    private static List<Observation> counts(List<Observation> all) {
        Map<List<Object>, Observation> rows = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            double[] y = ((Decision) all.get(i).target()).values();
            rows.merge(
                    List.of(i % MENUS, Arrays.toString(y)),
                    all.get(i),
                    (first, again) -> first.withWeight(first.weight() + 1));
        }
        return List.copyOf(rows.values());
    }
}
