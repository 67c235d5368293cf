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
    private final NoiseOption noiseOption = new NoiseOption();

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
                "A coordinate that leaves the domain moves to its bound; perturb reports the "
                        + "share that moved. A domain with bounds has no loss then: leave --target out."
            })
    boolean isClamped;

    Noise create(LinearOracle oracle, PluginCatalogue plugins) {
        return noiseOption.create(oracle, plugins);
    }

    /** Applies these options to the builder of a layer, with the noise that {@link #create} returned. */
    PerturbedOptimizerBuilder applyTo(PerturbedOptimizerBuilder builder, Noise noise) {
        builder.noise(noise).epsilon(epsilon).domainPolicy(isClamped ? DomainPolicy.CLAMP : DomainPolicy.REFUSE);
        return isMultiplicative ? builder.multiplicative() : builder;
    }
}
