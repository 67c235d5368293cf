package io.dither.perturbed.internal.engine;

import io.dither.layer.NoiseKey;
import io.dither.noise.IndependentNoise;
import io.dither.random.KeyedRandom;

/**
 * A replicate of the Sobol sequence with its own Owen scramble. The quantile function of the noise maps the points of
 * the sequence to noise.
 *
 * <p>The scramble is the hash of Laine and Karras (2011) with the constants of Vegdahl as published by Burley (2020):
 * each bit is flipped by a hash of the bits above it.
 */
public final class SobolDraws implements Draws {
    /** The number of dimensions of the table of Joe and Kuo in Commons Math. */
    public static final int LARGEST_DIMENSION = 1000;
    /** The points of the sequence are 32-bit fractions. Each fraction is the left end of a cell of this width. */
    private static final double CELL = 0x1p-32;

    private final IndependentNoise noise;
    /** The seed of the scramble of each coordinate. */
    private final int[] scrambles;

    public SobolDraws(IndependentNoise noise, int dimension, long seed, NoiseKey key, int replicate) {
        this.noise = noise;
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, key.step(), key.example());
        random.startSample(-1L - replicate); // negative: a stream of no sample, because samples start at 0
        scrambles = new int[dimension];
        for (int i = 0; i < dimension; i++) {
            scrambles[i] = (int) (random.nextLong() >>> 32);
        }
    }

    @Override
    public void draw(KeyedRandom random, int m, double[] z) {
        // point m is the sum (XOR) of the direction numbers of the bits of the Gray code of m
        int gray = m ^ (m >>> 1);
        for (int i = 0; i < z.length; i++) {
            int[] directions = SobolDirections.OF_DIMENSION[i];
            int point = 0;
            for (int bits = gray; bits != 0; bits &= bits - 1) {
                point ^= directions[Integer.numberOfTrailingZeros(bits)];
            }
            long cell = scramble(point, scrambles[i]) & 0xFFFFFFFFL;
            // the midpoint of the cell, which is never 0 or 1
            z[i] = noise.quantile((cell + 0.5) * CELL);
        }
    }

    private static int scramble(int point, int seed) {
        int x = Integer.reverse(point);
        x += seed;
        x ^= x * 0x6c50b47c;
        x ^= x * 0xb82f1e52;
        x ^= x * 0xc7afe638;
        x ^= x * 0x8d22f6e6;
        return Integer.reverse(x);
    }
}
