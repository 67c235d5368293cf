package io.dither.experiments.localsearch;

import io.dither.layer.Estimated;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.localsearch.ChainEstimate;
import io.dither.localsearch.ChainSettings;
import io.dither.localsearch.LocalSearchLayer;
import io.dither.localsearch.Start;
import io.dither.noise.Noise;
import io.dither.oracle.Vertex;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;

/** Compares means of chains with exact sums over all points. */
final class Exactness {
    /**
     * The share of 95 % intervals of the coordinates of E y that contain the exact mean, over seeds.
     *
     * @param covered the share of intervals
     * @param within the share of estimates within three of their errors
     * @param effective the mean effective sample size
     * @param rHat the largest R-hat
     */
    record Coverage(SmallSet set, double covered, double within, double effective, double rHat) {}

    /**
     * An estimate of E y - y, at a decision that is a uniform point, against the exact one: norms over all coordinates and many decisions.
     *
     * @param along the share of the exact gradient that the mean estimate has in its direction
     * @param aside the size of the mean estimate in other directions, as a share of the exact gradient
     * @param noise its deviation, as a share of the exact gradient
     */
    record Bias(SmallSet set, String method, double along, double aside, double noise, double micros) {}

    private static final int DECISIONS = 20;

    private Exactness() {}

    static Coverage coverage(SmallSet set, int seeds) {
        ChainSettings settings = new ChainSettings(1, 4000, 1000, 4, Start.ANNEALED);
        int covered = 0;
        int within = 0;
        int all = 0;
        double effective = 0;
        double rHat = 1;
        for (int seed = 0; seed < seeds; seed++) {
            try (LocalSearchLayer layer = LocalSearchLayer.of(set.oracle(), settings, seed, 1)) {
                ChainEstimate estimate = layer.estimate(new Input(set.theta(), NoiseKey.ZERO, set.oracle()));
                Estimated mean = estimate.estimated();
                double[] margins = mean.margins(0.95);
                for (int i = 0; i < margins.length; i++) {
                    double missed = Math.abs(mean.values()[i] - set.mean()[i]);
                    if (!Double.isNaN(margins[i])) {
                        covered += missed <= margins[i] ? 1 : 0;
                        within += missed <= 3 * mean.standardErrors()[i] ? 1 : 0;
                        all++;
                    }
                }
                effective += estimate.effectiveSamples() / seeds;
                rHat = Math.max(rHat, estimate.rHat());
            }
        }
        return new Coverage(set, (double) covered / all, (double) within / all, effective, rHat);
    }

    /** Chains of 1, 10 and 100 steps from decisions, and perturbed solves. */
    static List<Bias> biases(SmallSet set, int replicates, long seed) {
        List<Bias> all = new ArrayList<>();
        for (int steps : new int[] {1, 10, 100}) {
            ChainSettings settings = new ChainSettings(1, steps, 0, 1, Start.OBSERVED);
            try (LocalSearchLayer layer = LocalSearchLayer.of(set.oracle(), settings, seed, 1)) {
                all.add(bias(
                        set,
                        "chain of " + steps,
                        replicates,
                        seed,
                        (input, y) -> layer.estimates(List.of(input), List.of(y))
                                .get(0)
                                .estimated()
                                .values()));
            }
        }
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(set.oracle())
                .noise(Noise.gumbel())
                .epsilon(1)
                .samples(1)
                .seed(seed)
                .build()) {
            all.add(bias(
                    set,
                    "perturbed solve",
                    replicates,
                    seed,
                    (input, y) -> layer.forward(input).output().values()));
        }
        return all;
    }

    private interface Mean {
        double[] of(Input input, Vertex decision);
    }

    private static Bias bias(SmallSet set, String method, int replicates, long seed, Mean mean) {
        KeyedRandom random = new KeyedRandom(seed);
        int d = set.theta().length;
        double exactSquares = 0;
        double along = 0;
        double squares = 0;
        double noise = 0;
        long began = Cpu.nanos();
        for (int k = 0; k < DECISIONS; k++) {
            double[] y = set.points().get(random.nextInt(set.points().size()));
            Vertex decision = new Vertex(d);
            System.arraycopy(y, 0, decision.dense(), 0, d);
            double[] sum = new double[d];
            double[] sumOfSquares = new double[d];
            for (int r = 0; r < replicates; r++) {
                NoiseKey key = new NoiseKey(r, k);
                double[] estimate = mean.of(new Input(set.theta(), key, set.oracle()), decision);
                for (int i = 0; i < d; i++) {
                    sum[i] += estimate[i] - y[i];
                    sumOfSquares[i] += (estimate[i] - y[i]) * (estimate[i] - y[i]);
                }
            }
            for (int i = 0; i < d; i++) {
                double gradient = sum[i] / replicates;
                double exact = set.mean()[i] - y[i];
                double variance = sumOfSquares[i] / replicates - gradient * gradient;
                exactSquares += exact * exact;
                along += gradient * exact;
                squares += gradient * gradient - variance / replicates;
                noise += variance;
            }
        }
        double micros = (Cpu.nanos() - began) / 1e3 / replicates / DECISIONS;
        double share = along / exactSquares;
        double aside = Math.sqrt(Math.max(0, squares / exactSquares - share * share));
        return new Bias(set, method, share, aside, Math.sqrt(noise / exactSquares), micros);
    }
}
