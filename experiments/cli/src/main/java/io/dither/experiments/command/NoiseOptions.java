package io.dither.experiments.command;

import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.DomainPolicy;
import io.dither.plugin.PluginCatalogue;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The noise, how it is applied and how many threads draw it, as options. */
final class NoiseOptions {
    @Option(names = "--noise", paramLabel = "SPEC", defaultValue = "gaussian", description = Noises.HELP)
    private String noise = "gaussian";

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            defaultValue = "1",
            description = "The amplitude of the noise, above 0. Default: ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--multiplicative",
            description = "Perturb by factors, theta exp(eps Z - eps^2/2), which keep signs; Gaussian only.")
    private boolean multiplicative;

    @Option(
            names = "--clamp",
            description = "Move perturbed coordinates that leave the domain of the oracle to its bound; perturb reports"
                    + " the share moved, and shows no loss.")
    private boolean clamp;

    @Mixin
    private final Threads threads = new Threads();

    Noise noise(LinearOracle oracle, PluginCatalogue catalogue) {
        return Noises.of(catalogue, noise, oracle);
    }

    double epsilon() {
        return epsilon;
    }

    boolean isMultiplicative() {
        return multiplicative;
    }

    boolean clamps() {
        return clamp;
    }

    DomainPolicy domainPolicy() {
        return clamp ? DomainPolicy.CLAMP : DomainPolicy.REFUSE;
    }

    Threads threads() {
        return threads;
    }
}
