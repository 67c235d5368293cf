package io.dither.noise;

/** Independent coordinates of a law that is symmetric about 0. */
interface SymmetricNoise extends IndependentNoise {
    @Override
    default double mean() {
        return 0;
    }

    @Override
    default boolean isSymmetric() {
        return true;
    }
}
