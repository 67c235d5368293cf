package io.dither.oracle;

import java.util.Arrays;

/**
 * Loops over the numbers of several samples, one sample per lane, in coordinate-major blocks: number i of a lane is at
 * {@code i * lanes + lane}. An override must return the same bits as the default method. Stateless and thread-safe.
 */
public interface BlockKernel {
    /**
     * Adds scaled noise to the same theta in a range of lanes: x = theta_i + scale * z, rounded after each of the two
     * operations.
     *
     * @param theta the parameters, length d; read only
     * @param scale the factor
     * @param z the noise, coordinate-major; read only
     * @param x filled in the range of lanes, coordinate-major, of the length of z
     * @param from the first of the lanes
     * @param to the last of the lanes plus 1
     */
    default void shift(double[] theta, double scale, double[] z, double[] x, int from, int to) {
        int lanes = z.length / theta.length;
        for (int i = 0, start = 0; i < theta.length; i++, start += lanes) {
            double centre = theta[i];
            for (int at = start + from; at < start + to; at++) {
                x[at] = centre + scale * z[at];
            }
        }
    }

    /**
     * Returns whether all numbers times a factor are finite. If they are, the sum of up to {@code factor} of the
     * numbers is finite, too.
     *
     * @param x the numbers; read only
     * @param factor a power of two, at least 1; with 1 the numbers themselves are tested
     * @return whether none of the products is NaN or infinite
     */
    default boolean areFinite(double[] x, double factor) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int at = 0;
        // a finite product times 0 is 0; infinity or NaN times 0 is NaN. Four sums allow additions at the same time
        for (; at + 4 <= x.length; at += 4) {
            a += x[at] * factor * 0;
            b += x[at + 1] * factor * 0;
            c += x[at + 2] * factor * 0;
            d += x[at + 3] * factor * 0;
        }
        for (; at < x.length; at++) {
            a += x[at] * factor * 0;
        }
        return a + b + c + d == 0;
    }

    /**
     * Computes &lt;x, y&gt; in each lane, summed in the order of the coordinates.
     *
     * @param x a block of the same length, or a vector that all lanes share; read only
     * @param y a block; read only
     * @param sums filled; its length is the number of lanes
     */
    default void dots(double[] x, double[] y, double[] sums) {
        Arrays.fill(sums, 0);
        boolean isShared = x.length < y.length;
        for (int i = 0, at = 0; at < y.length; i++) {
            for (int lane = 0; lane < sums.length; lane++, at++) {
                sums[lane] += x[isShared ? i : at] * y[at];
            }
        }
    }

    /**
     * Counts the ones of each coordinate in a range of lanes.
     *
     * @param y a block of zeros and ones; read only
     * @param from the first of the lanes
     * @param to the last of the lanes plus 1
     * @param counts d numbers, to which the counts are added
     */
    default void countOnes(double[] y, int from, int to, int[] counts) {
        int lanes = y.length / counts.length;
        for (int i = 0, start = 0; i < counts.length; i++, start += lanes) {
            for (int at = start + from; at < start + to; at++) {
                counts[i] += (int) y[at];
            }
        }
    }

    /**
     * Adds y - guess and (y - guess)^2 to sums over samples, for each coordinate; lanes are added in their order.
     *
     * @param y a block; read only
     * @param guess d guesses of the means, which keep rounding errors small; read only
     * @param from the first of the lanes
     * @param to the last of the lanes plus 1
     * @param first the first of the coordinates; sums of earlier coordinates are not changed
     * @param sum d sums, to which y - guess is added
     * @param squares d sums, to which (y - guess)^2 is added
     */
    default void addDeviations(
            double[] y, double[] guess, int from, int to, int first, double[] sum, double[] squares) {
        int lanes = y.length / sum.length;
        for (int i = first; i < sum.length; i++) {
            double s = sum[i];
            double q = squares[i];
            for (int at = i * lanes + from; at < i * lanes + to; at++) {
                double deviation = y[at] - guess[i];
                s += deviation;
                q += deviation * deviation;
            }
            sum[i] = s;
            squares[i] = q;
        }
    }

    /**
     * Adds to sums over samples, from which the covariance of a reward with each of several weights is estimated. A
     * sample has one reward r and a vector of weights w, such as the score of its noise. Lanes are added in order.
     *
     * @param r the rewards, one per lane; read only
     * @param w the weights, coordinate-major; read only
     * @param from the first of the lanes
     * @param to the last of the lanes plus 1
     * @param first the first of the weights; sums of earlier weights are not changed
     * @param sums five arrays of one number per weight: the sums of w, w w, r w, (r w) w and (r w)(r w); changed
     */
    default void addProducts(double[] r, double[] w, int from, int to, int first, double[][] sums) {
        for (int i = first; i < sums[0].length; i++) {
            double w1 = sums[0][i];
            double w2 = sums[1][i];
            double rw = sums[2][i];
            double rw2 = sums[3][i];
            double r2w2 = sums[4][i];
            for (int lane = from; lane < to; lane++) {
                double weight = w[i * r.length + lane];
                double product = r[lane] * weight;
                w1 += weight;
                w2 += weight * weight;
                rw += product;
                rw2 += product * weight;
                r2w2 += product * product;
            }
            sums[0][i] = w1;
            sums[1][i] = w2;
            sums[2][i] = rw;
            sums[3][i] = rw2;
            sums[4][i] = r2w2;
        }
    }
}
