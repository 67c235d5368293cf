package io.dither.experiments.research;

import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.plugin.PluginCatalogue;
import picocli.CommandLine.Option;

/** The option {@code --noise}. */
final class NoiseOption {
    @Option(
            names = "--noise",
            paramLabel = "SPEC",
            defaultValue = "gaussian",
            description = {
                "Perturb by this noise; 'dither noises' lists them. Default: ${DEFAULT-VALUE}.",
                "Here gumbel is centred unless the solutions of the oracle have a constant sum; uncentred-gumbel "
                        + "never is."
            })
    private String text = "gaussian";

    /**
     * Returns the noise that the option names. Gumbel noise is centred, unless the solutions of the oracle have a constant
     * sum: the mean of the noise then adds the same to the objective of every solution. Any other name is the name of a
     * plugin.
     */
    Noise create(LinearOracle oracle, PluginCatalogue plugins) {
        return switch (text) {
            case "gumbel" -> oracle.traits().contains(Trait.CONSTANT_SUM) ? Noise.gumbel() : Noise.centredGumbel();
            case "uncentred-gumbel" -> Noise.gumbel();
            default -> plugins.create(NoiseProvider.class, text);
        };
    }
}
