package io.dither.experiments.smoothing;

import io.dither.noise.Noise;

/** The two noises of the pictures. */
enum Law {
    /** Standard normal coordinates. */
    GAUSSIAN("Gaussian"),
    /** Gumbel coordinates of mean 0, so that no direction is favoured. */
    GUMBEL("Gumbel");

    private final String title;

    Law(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Noise noise() {
        return this == GAUSSIAN ? Noise.gaussian() : Noise.centredGumbel();
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
