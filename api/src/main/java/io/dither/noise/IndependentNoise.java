package io.dither.noise;

/**
 * A noise whose coordinates are independent and identically distributed. Layers in closed form, antithetic pairs and
 * quasi-Monte Carlo need such a noise.
 */
public interface IndependentNoise extends BlockNoise, ScoredNoise {
    /**
     * Returns the density of a coordinate.
     *
     * @param z a number
     * @return the density at z
     */
    double density(double z);

    /**
     * Returns the probability that a coordinate is at most z.
     *
     * @param z a number
     * @return the distribution function at z
     */
    double cdf(double z);

    /**
     * Returns the distribution function if the density is known, which is faster for some laws.
     *
     * @param z a number
     * @param density the density at z
     * @return the distribution function at z
     */
    default double cdf(double z, double density) {
        return cdf(z);
    }

    /**
     * {@return the u-quantile of a coordinate}
     *
     * @param u a probability, above 0 and below 1
     */
    double quantile(double u);

    /** {@return the mean of a coordinate} */
    double mean();

    @Override
    default double mean(int coordinate) {
        return mean();
    }

    /**
     * Returns whether a coordinate Z has the same law as -Z.
     *
     * @return whether the law is symmetric about 0
     */
    boolean isSymmetric();
}
