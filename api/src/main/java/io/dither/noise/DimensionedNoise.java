package io.dither.noise;

/** A noise on R^d for one d only, such as a normal law with a covariance: vectors of another length are refused. */
public interface DimensionedNoise extends Noise {
    /**
     * Returns the dimension.
     *
     * @return d, at least 1
     */
    int dimension();
}
