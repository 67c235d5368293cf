package io.dither.experiments.variance;

import io.dither.oracle.OracleSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the vector-Jacobian product of independent samples gains by baselines: all of them unbiased, at as many solves. */
record Baselines(Problem problem, int samples, int seeds, long seed) {
    static final String TWO_SOLVES = "VJP of 2 solves";
    private static final int PAIRS = 16;

    /** Returns the variance of each choice for all samples. */
    Map<String, Double> many(Optional<double[]> exact) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        each(draws -> {
            add(spreads, "no baseline", mean(draws, 0, samples, m -> new double[] {draws.rewards[m]}));
            add(spreads, "regression, leave one out", mean(draws, 0, samples, regression(draws)));
            add(spreads, "antithetic pairs", mean(draws, 0, samples / 2, pairs(draws)));
        });
        return variances(spreads, exact);
    }

    /** Returns the variance of each choice for two solves; the first is the leave-one-out baseline. */
    Map<String, Double> two(Optional<double[]> exact) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        each(draws -> {
            double middle = draws.unperturbed();
            for (int m = 0; m < 2 * PAIRS; m += 2) {
                double half = (draws.rewards[m] - draws.rewards[m + 1]) / 2;
                int first = m;
                add(spreads, "leave one out", mean(draws, m, m + 2, k ->
                        new double[] {k == first ? 2 * half : -2 * half}));
                add(spreads, "no baseline", mean(draws, m, m + 2, k -> new double[] {draws.rewards[k]}));
                add(spreads, "y*(theta) as the baseline", mean(draws, m, m + 1, k ->
                        new double[] {draws.rewards[k] - middle}));
                add(spreads, "an antithetic pair", mean(draws, m, m + 1, pairs(draws)));
            }
        });
        return variances(spreads, exact);
    }

    /** The reward of a sample less its baseline: one for all coordinates, or one each. */
    private interface Centred {
        double[] of(int sample);
    }

    private static Centred pairs(Draws draws) {
        return m -> new double[] {(draws.rewards[m] - draws.mirrored[m]) / 2};
    }

    /** The baseline of a sample is the regression coefficient of r g on g over the others, sum r g^2 / sum g^2. */
    private static Centred regression(Draws draws) {
        double[] squares = new double[draws.scores[0].length];
        double[] products = new double[squares.length];
        for (int m = 0; m < draws.rewards.length; m++) {
            for (int i = 0; i < squares.length; i++) {
                double square = draws.scores[m][i] * draws.scores[m][i];
                squares[i] += square;
                products[i] += draws.rewards[m] * square;
            }
        }
        return m -> {
            double[] centred = new double[squares.length];
            for (int i = 0; i < centred.length; i++) {
                double square = draws.scores[m][i] * draws.scores[m][i];
                double baseline = (products[i] - draws.rewards[m] * square) / (squares[i] - square);
                centred[i] = draws.rewards[m] - baseline;
            }
            return centred;
        };
    }

    /** Returns the mean of the centred reward times the score over some samples. */
    private static double[] mean(Draws draws, int from, int to, Centred reward) {
        double[] mean = new double[draws.scores[0].length];
        for (int m = from; m < to; m++) {
            double[] centred = reward.of(m);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += centred[centred.length == 1 ? 0 : i] * draws.scores[m][i] / (to - from);
            }
        }
        return mean;
    }

    private interface Action {
        void of(Draws draws);
    }

    private void each(Action action) {
        try (OracleSession session = problem.oracle().openSession()) {
            for (int s = 0; s < seeds; s++) {
                action.of(new Draws(problem, session, samples, seed + s));
            }
        }
    }

    private static void add(Map<String, Spread> spreads, String choice, double[] product) {
        spreads.computeIfAbsent(choice, name -> new Spread()).add(product);
    }

    private static Map<String, Double> variances(Map<String, Spread> spreads, Optional<double[]> exact) {
        Map<String, Double> variances = new LinkedHashMap<>();
        spreads.forEach((choice, spread) -> variances.put(choice, spread.variance(exact)));
        return variances;
    }
}
