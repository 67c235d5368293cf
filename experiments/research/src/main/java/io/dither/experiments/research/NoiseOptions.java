package io.dither.experiments.research;

import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.PluginCatalogue;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the noise and of how it is applied. */
final class NoiseOptions {
    @Mixin
    private final NoiseOption noise = new NoiseOption();

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            defaultValue = "1",
            description = "Set the amplitude of the noise, above 0. Default: ${DEFAULT-VALUE}.")
    double epsilon;

    @Option(
            names = "--multiplicative",
            description = {"Perturb by factors, theta exp(eps Z - eps^2/2), which keep signs.", "For gaussian noise."})
    boolean isMultiplicative;

    @Option(
            names = "--clamp",
            description = {
                "Move perturbed coordinates into the domain of the oracle.",
                "A coordinate that leaves the domain moves to its bound. The command perturb then "
                        + "reports the share that moved, and no loss."
            })
    boolean isClamped;

    Noise noise(LinearOracle oracle, PluginCatalogue plugins) {
        return noise.create(oracle, plugins);
    }

    /** Applies these options to a layer. */
    PerturbedOptimizerBuilder applyTo(PerturbedOptimizerBuilder builder, Noise law) {
        builder.noise(law).epsilon(epsilon).domainPolicy(isClamped ? DomainPolicy.CLAMP : DomainPolicy.REFUSE);
        return isMultiplicative ? builder.multiplicative() : builder;
    }
}
