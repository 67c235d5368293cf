package io.dither.perturbed.internal.engine;

import io.dither.kernel.Kernels;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;
import io.dither.random.NormalKernel;
import io.dither.random.NormalWorkspace;

/** Draws the noise of the samples of a problem. Immutable and thread-safe. */
public interface Draws {
    /**
     * Fills z with the noise of sample m.
     *
     * @param random a generator with the key of the problem (see {@link Problem#setKey})
     */
    void draw(KeyedRandom random, int m, double[] z);

    /** Draws the noise of several samples together, which is faster. */
    interface LaneDraws extends Draws {
        /**
         * Fills a block with the noise of several samples, one per lane: coordinate i of a lane is at {@code i * lanes
         * + lane}.
         *
         * @param random a generator to use, whose key and stream have no effect; its stream is undefined afterwards
         * @param workspace the buffers of the draw, and the number of the random stream of each lane: {@link
         *     KeyedRandom#family} of seed, step and example, plus the sample
         */
        void drawLanes(KeyedRandom random, NormalWorkspace workspace, double[] block);
    }

    static Draws independent(Noise noise) {
        return noise == Noise.gaussian() ? new GaussianDraws() : new IndependentDraws(noise);
    }

    /** Draws independent samples of any noise. */
    record IndependentDraws(Noise noise) implements Draws {
        @Override
        public void draw(KeyedRandom random, int m, double[] z) {
            random.startSample(m);
            noise.sample(random, z);
        }
    }

    /** Draws independent standard normal samples, several at a time. */
    record GaussianDraws() implements LaneDraws {
        private static final NormalKernel KERNEL =
                Kernels.find(NormalKernel.class).orElse(new NormalKernel() {});

        @Override
        public void draw(KeyedRandom random, int m, double[] z) {
            random.startSample(m);
            Noise.gaussian().sample(random, z);
        }

        @Override
        public void drawLanes(KeyedRandom random, NormalWorkspace workspace, double[] block) {
            KERNEL.fill(random, workspace, block);
        }
    }

    /** Draws sample 2k + 1 as the mirror image of sample 2k. */
    static Draws antithetic(IndependentNoise noise) {
        return (random, m, z) -> {
            random.startSample(m / 2);
            noise.sample(random, z);
            if (m % 2 == 1) {
                reflect(noise, z);
            }
        };
    }

    /**
     * Replaces each number by its mirror image: the number at the opposite quantile of the law. If cdf rounds
     * to 1, the bound 2^-60 keeps the quantile finite.
     */
    private static void reflect(IndependentNoise noise, double[] z) {
        for (int i = 0; i < z.length; i++) {
            z[i] = noise.isSymmetric() ? -z[i] : noise.quantile(Math.max(1 - noise.cdf(z[i]), 0x1p-60));
        }
    }
}
