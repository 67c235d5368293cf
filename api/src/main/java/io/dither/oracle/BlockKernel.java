package io.dither.oracle;

import java.util.Arrays;

/**
 * Passes over the numbers of several samples, in coordinate-major blocks: number i of a lane is at {@code i * lanes + lane}. An
 * override returns the bits of the plain form. Stateless and thread-safe.
 */
public interface BlockKernel {
    /**
     * Adds scaled noise to the same theta in some lanes: x = theta_i + scale * z, rounded after each of the two operations.
     *
     * @param theta the parameters, length d; read only
     * @param scale the factor
     * @param z the noise, coordinate-major; read only
     * @param x filled in these lanes, coordinate-major, of the length of z
     * @param from the first of the lanes
     * @param to the end of the lanes
     */
    default void shift(double[] theta, double scale, double[] z, double[] x, int from, int to) {
        int lanes = z.length / theta.length;
        for (int i = 0, first = 0; i < theta.length; i++, first += lanes) {
            double centre = theta[i];
            for (int at = first + from; at < first + to; at++) {
                x[at] = centre + scale * z[at];
            }
        }
    }

    /**
     * Says whether all numbers are finite.
     *
     * @param x the numbers; read only
     * @return whether none is NaN or infinite
     */
    default boolean areFinite(double[] x) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int at = 0;
        // a finite number times 0 is 0, any other is NaN
        for (; at + 4 <= x.length; at += 4) {
            a += x[at] * 0;
            b += x[at + 1] * 0;
            c += x[at + 2] * 0;
            d += x[at + 3] * 0;
        }
        for (; at < x.length; at++) {
            a += x[at] * 0;
        }
        return a + b + c + d == 0;
    }

    /**
     * Computes the inner products of two blocks, lane by lane, each summed from its first coordinate on.
     *
     * @param x a block; read only
     * @param y a block of the same length; read only
     * @param sums filled; its length is the number of lanes
     */
    default void dots(double[] x, double[] y, double[] sums) {
        Arrays.fill(sums, 0);
        for (int at = 0; at < x.length; ) {
            for (int lane = 0; lane < sums.length; lane++, at++) {
                sums[lane] += x[at] * y[at];
            }
        }
    }

    /**
     * Counts the ones of each coordinate in some lanes.
     *
     * @param y a block of zeros and ones; read only
     * @param from the first of the lanes
     * @param to the end of the lanes
     * @param counts d numbers that the counts are added to
     */
    default void countOnes(double[] y, int from, int to, int[] counts) {
        int lanes = y.length / counts.length;
        for (int i = 0, first = 0; i < counts.length; i++, first += lanes) {
            for (int at = first + from; at < first + to; at++) {
                counts[i] += (int) y[at];
            }
        }
    }
}
