package io.dither.people.tastes;

import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Standard normal draws for each person: normal quantiles of the points of Sobol's sequence with a random digital shift per person (Cranley and
 * Patterson's method for binary digits). Each shifted point is uniform, and persons are independent.
 *
 * @param points the points of the sequence, one row per draw, as integers from 0 to 2^52 - 1
 * @param seed the seed of the shifts
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Draws(long[][] points, long seed) {
    /** The number of bits of a point: as many as the fraction of a double has. */
    private static final int BITS = 52;

    /** Two to the power of -{@link #BITS}: a point times this is between 0 and 1. */
    private static final double UNIT = 0x1.0p-52;

    /** Separates the shifts from the random numbers of other Java classes. */
    private static final long STREAM = 0x7A57_E5D2_A35C_0DE5L;

    /** Creates the points for up to {@code count} draws per person, each with {@code dimensions} numbers. */
    static Draws of(int count, int dimensions, long seed) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimensions);
        long[][] points = new long[count][dimensions];
        for (long[] point : points) {
            double[] next = sequence.nextVector();
            for (int i = 0; i < dimensions; i++) {
                point[i] = (long) Math.scalb(next[i], BITS);
            }
        }
        return new Draws(points, seed);
    }

    /**
     * Fills an array with as many draws of a person as it has room for, at most one per point, one dimension after the other; a different scrambling gives
     * independent draws.
     */
    void fill(long person, int scrambling, double[] normals) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed ^ STREAM, scrambling, person);
        random.startSample(0);
        int dimensions = points[0].length;
        long[] shift = new long[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shift[i] = random.nextLong() >>> (Long.SIZE - BITS);
        }
        int count = normals.length / dimensions;
        for (int i = 0; i < dimensions; i++) {
            for (int r = 0; r < count; r++) {
                // 0.5 moves the number away from 0, whose quantile is infinite
                double uniform = ((points[r][i] ^ shift[i]) + 0.5) * UNIT;
                normals[i * count + r] = Noise.gaussian().quantile(uniform); // a uniform number becomes normal
            }
        }
    }
}
