package io.dither.experiments.smoothing;

import io.dither.exact.ExactOptimizer;
import io.dither.layer.NoiseKey;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Smooths an oracle: exactly where that is known, else by samples that are the same for every theta, so that curves are
 * smooth.
 *
 * @param samples how many samples
 * @param seed their seed
 */
record Layers(int samples, long seed) {
    /** Evaluates F_eps and y_eps at each theta. */
    List<ValueAndGradient> at(LinearOracle oracle, Law law, double epsilon, List<double[]> thetas) {
        if (ExactOptimizer.isAvailable(oracle, law.noise())) {
            return evaluate(ExactOptimizer.of(oracle, law.noise(), epsilon), thetas);
        }
        return sampled(oracle, law, epsilon, thetas);
    }

    /** Evaluates by samples even where there is an exact layer. */
    List<ValueAndGradient> sampled(LinearOracle oracle, Law law, double epsilon, List<double[]> thetas) {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                .noise(law.noise())
                .epsilon(epsilon)
                .samples(samples)
                .seed(seed)
                .build()) {
            return evaluate(layer, thetas);
        }
    }

    private static List<ValueAndGradient> evaluate(SmoothedOptimizer layer, List<double[]> thetas) {
        List<ValueAndGradient> values = new ArrayList<>();
        for (double[] theta : thetas) {
            values.add(layer.smoothed(theta, NoiseKey.ZERO));
        }
        return values;
    }
}
