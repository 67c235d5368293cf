package io.dither.experiments.command;

import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.plugin.PluginCatalogue;

/** The noises by the names that users type. */
final class Noises {
    /** The help of every {@code --noise}. */
    static final String HELP =
            "The noise, such as laplace; 'dither noises' lists them. Here gumbel is centred unless the"
                    + " solutions of the oracle have a constant sum; uncentred-gumbel never is. Default: ${DEFAULT-VALUE}.";

    private Noises() {}

    /** Plain {@code gumbel} is centred unless its mean cancels, as on the simplex; all else is as registered. */
    static Noise of(PluginCatalogue catalogue, String spec, LinearOracle oracle) {
        return switch (spec) {
            case "gumbel" -> oracle.traits().contains(Trait.CONSTANT_SUM) ? Noise.gumbel() : Noise.centredGumbel();
            case "uncentred-gumbel" -> Noise.gumbel();
            default -> catalogue.create(NoiseProvider.class, spec);
        };
    }
}
