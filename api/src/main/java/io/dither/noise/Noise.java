package io.dither.noise;

import io.dither.random.KeyedRandom;

/**
 * A law on R^d with density proportional to exp(-nu(z)): how to draw from it. What more is known of it is a sub-interface:
 * its score ({@link ScoredNoise}), its curvature ({@link CurvedNoise}), its law a coordinate ({@link IndependentNoise}).
 *
 * <p>Berthet et al. 2020, section 2. Implementations are immutable and thread-safe, draw from the generator alone, and
 * keep no reference to the arrays they are given.
 */
public interface Noise {
    /**
     * Returns the name that reports show, such as {@code gaussian}.
     *
     * @return the name
     */
    String name();

    /**
     * Draws one sample.
     *
     * @param random the generator, placed at the start of the sample's stream
     * @param z filled with the sample; its length is the dimension
     */
    void sample(KeyedRandom random, double[] z);

    /**
     * Returns the standard normal law: nu(z) = |z|^2 / 2, grad nu(z) = z.
     *
     * @return the noise
     */
    static IndependentNoise gaussian() {
        return Gaussian.INSTANCE;
    }

    /**
     * Returns the standard Gumbel law: density exp(-z - exp(-z)) a coordinate, grad nu(z) = 1 - exp(-z), mean
     * 0.5772156649 (Euler's gamma).
     *
     * <p>With argmax it gives exactly softmax(theta / epsilon) and F = epsilon logsumexp(theta / epsilon) + epsilon
     * gamma. Its mean biases F on every set on which sum(y) is not constant: prefer {@link #centredGumbel()} there.
     *
     * @return the noise
     */
    static IndependentNoise gumbel() {
        return Gumbel.STANDARD;
    }

    /**
     * Returns the Gumbel law moved to mean 0: grad nu(z) = 1 - exp(-(z + gamma)).
     *
     * @return the noise
     */
    static IndependentNoise centredGumbel() {
        return Gumbel.CENTRED;
    }
}
