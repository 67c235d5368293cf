package io.dither.experiments.warcraft;

/** The ways to keep noisy costs at least 0. */
enum NoiseKind {
    /** Noise is added, and costs below 0 count as 0. */
    CLAMPED,
    /** Noise multiplies. */
    MULTIPLICATIVE;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
