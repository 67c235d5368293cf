package io.dither.perturbed;

import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;

/** Where the noise of the samples of one problem comes from; immutable and thread-safe. */
@FunctionalInterface
interface Draws {
    /**
     * Fills z with the noise of sample m.
     *
     * @param random keyed with the seed, the step and the example
     */
    void draw(KeyedRandom random, int m, double[] z);

    static Draws independent(Noise noise) {
        return (random, m, z) -> {
            random.sample(m);
            noise.sample(random, z);
        };
    }

    /** Draws sample 2k + 1 as the mirror image of sample 2k. */
    static Draws antithetic(IndependentNoise noise) {
        return (random, m, z) -> {
            random.sample(m / 2);
            noise.sample(random, z);
            if (m % 2 == 1) {
                reflect(noise, z);
            }
        };
    }

    private static void reflect(IndependentNoise noise, double[] z) {
        for (int i = 0; i < z.length; i++) {
            z[i] = noise.isSymmetric() ? -z[i] : noise.quantile(Math.max(1 - noise.cdf(z[i]), 0x1p-60));
        }
    }
}
