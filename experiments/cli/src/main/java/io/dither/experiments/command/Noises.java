package io.dither.experiments.command;

import io.dither.error.InvalidArgumentException;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;

/** The noises by the names that users type. */
final class Noises {
    static final String NAMES = "gaussian, gumbel, centred-gumbel, uncentred-gumbel";

    private Noises() {}

    /** Plain {@code gumbel} is centred unless its mean cancels, as on the simplex. */
    static Noise of(String name, LinearOracle oracle) {
        boolean constantSum = oracle.traits().contains(Trait.CONSTANT_SUM);
        return switch (name) {
            case "gaussian" -> Noise.gaussian();
            case "gumbel" -> constantSum ? Noise.gumbel() : Noise.centredGumbel();
            case "centred-gumbel" -> Noise.centredGumbel();
            case "uncentred-gumbel" -> Noise.gumbel();
            default -> throw new InvalidArgumentException("--noise '" + name + "' is unknown", "Maybe one of " + NAMES);
        };
    }
}
