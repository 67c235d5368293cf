package io.dither.experiments.labelranking;

import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.noise.Noise;
import java.util.Locale;

/** The distributions of noise that the command line offers. */
enum NoiseLaw {
    GAUSSIAN,
    GUMBEL;

    Noise noise() {
        return this == GUMBEL ? Noise.gumbel() : Noise.gaussian();
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
