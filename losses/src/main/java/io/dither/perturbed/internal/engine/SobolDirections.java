package io.dither.perturbed.internal.engine;

import org.apache.commons.math3.random.SobolSequenceGenerator;

/** The direction numbers of Joe and Kuo (2008) as 32-bit fractions, taken from the generator of Commons Math. */
final class SobolDirections {
    /** The number of bits of the index of a sample: a replicate has fewer than 2^30 samples. */
    private static final int BITS = 30;

    /** For each dimension, the direction number of each bit of the Gray code of the index. */
    static final int[][] OF_DIMENSION = read();

    private SobolDirections() {}

    private static int[][] read() {
        SobolSequenceGenerator generator = new SobolSequenceGenerator(SobolDraws.LARGEST_DIMENSION);
        int[][] directions = new int[SobolDraws.LARGEST_DIMENSION][BITS];
        for (int bit = 0; bit < BITS; bit++) {
            // if the Gray code of an index has only this bit, the point of the index is the direction number
            double[] point = generator.skipTo((int) ((2L << bit) - 1));
            for (int i = 0; i < point.length; i++) {
                // cast to long first: a cast to int would limit fractions from 1/2 on to 2^31 - 1
                directions[i][bit] = (int) (long) (point[i] * 0x1p32);
            }
        }
        return directions;
    }
}
