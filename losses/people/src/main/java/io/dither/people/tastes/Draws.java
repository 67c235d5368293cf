package io.dither.people.tastes;

import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Standard normal draws for each person: the points of Sobol's sequence, each person's by a digital shift of their own (Cranley and
 * Patterson's for binary digits), so that each draw alone is uniform and persons are independent.
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Draws(long[][] points, long seed) {
    private static final int BITS = 52;
    private static final long STREAM = 0x7A57_E5D2_A35C_0DE5L;

    /** Returns a number of draws of some dimensions. */
    static Draws of(int count, int dimensions, long seed) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(Math.max(1, dimensions));
        long[][] points = new long[count][dimensions];
        for (long[] point : points) {
            double[] next = sequence.nextVector();
            for (int i = 0; i < dimensions; i++) {
                point[i] = (long) Math.scalb(next[i], BITS);
            }
        }
        return new Draws(points, seed);
    }

    /** Fills an array with draws of a person, one after the other; a different scrambling gives independent draws. */
    void of(long person, int scrambling, double[] normals) {
        KeyedRandom random = new KeyedRandom(seed);
        random.key(seed ^ STREAM, scrambling, person);
        random.sample(0);
        int dimensions = points[0].length;
        long[] shift = new long[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shift[i] = random.nextLong() >>> (Long.SIZE - BITS);
        }
        for (int r = 0; r < normals.length / dimensions; r++) {
            for (int i = 0; i < dimensions; i++) {
                double uniform = Math.scalb((points[r][i] ^ shift[i]) + 0.5, -BITS);
                normals[r * dimensions + i] = Noise.gaussian().quantile(uniform);
            }
        }
    }
}
