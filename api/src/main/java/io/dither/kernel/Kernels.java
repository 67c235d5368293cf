package io.dither.kernel;

import io.dither.random.KeyedRandom;

/**
 * The loops that hardware vectors may speed up; each has a plain Java form here, which a provider may override.
 *
 * <p>Blocks are coordinate-major: number i of a lane is at {@code i * lanes + lane}. All inputs are finite. An override
 * returns the same bits as the plain form. Stateless and thread-safe: workspaces are passed in.
 */
public interface Kernels {
    /**
     * Returns the kernels that this virtual machine runs best: those of the first {@link KernelProvider} that is available,
     * or the plain ones. The system property {@code dither.kernels} chooses by name, {@code plain} or {@code vector}.
     *
     * @return the kernels, the same at every call
     */
    static Kernels get() {
        return KernelChoice.CHOSEN;
    }

    /**
     * Returns the name that reports show.
     *
     * @return {@code plain}, or for example {@code vector-512}
     */
    default String name() {
        return "plain";
    }

    /**
     * Returns how many numbers one vector holds: how many samples are best treated at once.
     *
     * @return the number of lanes, a power of two; 1 for plain kernels
     */
    default int lanes() {
        return 1;
    }

    /**
     * Draws standard normal numbers for the samples {@code first}, {@code first + 1}, ..., one stream a lane.
     *
     * @param random keyed with the family of the samples
     * @param first the sample of lane 0
     * @param states a workspace of 4 * lanes numbers
     * @param z filled; coordinate-major, its length a multiple of lanes
     */
    default void normals(KeyedRandom random, long first, long[] states, double[] z) {
        int lanes = states.length / 4;
        for (int lane = 0; lane < lanes; lane++) {
            random.sample(first + lane);
            random.nextGaussians(z, lane, lanes);
        }
    }

    /**
     * Adds scaled noise to the same theta in all lanes: x = theta_i + scale * z, rounded after each of the two operations.
     *
     * @param theta the parameters, length d; read only
     * @param scale the factor
     * @param z the noise, coordinate-major; read only
     * @param x filled, coordinate-major, of the length of z
     */
    default void shift(double[] theta, double scale, double[] z, double[] x) {
        int lanes = z.length / theta.length;
        for (int i = 0, at = 0; i < theta.length; i++) {
            double centre = theta[i];
            for (int end = at + lanes; at < end; at++) {
                x[at] = centre + scale * z[at];
            }
        }
    }
}
