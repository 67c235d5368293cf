package io.dither.noise;

/**
 * A noise whose score is known: the gradient of nu = -ln density (statistics often defines it with the other sign).
 * Estimates of gradients of the mean solution y_eps need the score, see {@link Noise}.
 */
public interface ScoredNoise extends Noise {
    /**
     * Computes the score grad nu at z.
     *
     * @param z a sample; read only
     * @param score filled with grad nu(z), of the same length; may not be {@code z} itself
     */
    void score(double[] z, double[] score);

    /**
     * Returns whether the score has a fourth moment. Otherwise estimates of gradients by the score are refused, because
     * they have no standard errors.
     *
     * @return whether gradients of y_eps may be estimated
     */
    default boolean scoreHasFourthMoment() {
        return true;
    }
}
