package io.dither.surrogate;

import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.exact.ExactOptimizer;
import io.dither.exact.SoftPaths;
import io.dither.layer.LayerProvider;
import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Guard;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.ArrayList;
import java.util.List;

/** Layers of this module, by their text forms. */
public final class LayerProviders implements PluginModule {
    /** The name of multiplicative noise in texts. */
    private static final String LOGNORMAL = "lognormal";

    @Override
    public List<LayerProvider> plugins() {
        return List.of(
                // perturbed:noise=gumbel,epsilon=0.5,samples=20
                LayerProvider.of(
                        "perturbed",
                        "the mean solution under noise, by samples",
                        p -> (oracle, seed, threads) -> perturbed(p, oracle, seed, threads),
                        perturbedParameters()),
                // exact:noise=gumbel,epsilon=0.5
                LayerProvider.of(
                        "exact",
                        "the exact mean solution under noise, in closed form or by quadrature",
                        p -> (oracle, seed, threads) -> {
                            Noise noise = p.create("noise", NoiseProvider.class);
                            return ExactOptimizer.of(oracle, noise, p.real("epsilon"));
                        },
                        Parameter.of("noise", NoiseProvider.class, "a noise").withDefault("gaussian"),
                        epsilon()),
                // black-box:lambda=10
                LayerProvider.of(
                        "black-box",
                        "the solution, with the gradient of an interpolation",
                        p -> (oracle, seed, threads) -> new BlackBoxInterpolation(oracle, p.real("lambda")),
                        Parameter.of("lambda", REAL, "the step in theta per unit of the gradient, above 0")),
                // soft-paths:epsilon=0.5
                LayerProvider.of(
                        "soft-paths",
                        "the exact mean path under probabilities exp(-cost / epsilon), for path oracles",
                        p -> (oracle, seed, threads) -> SoftPaths.of(oracle, p.real("epsilon")),
                        Parameter.of(
                                        "epsilon",
                                        REAL,
                                        "the temperature of the soft minimum, above 0, in the units of theta")
                                .withDefault("1")));
    }

    /** Returns the parameters that {@link #perturbed} reads. */
    public static Parameter[] perturbedParameters() {
        return perturbedParameters("gaussian");
    }

    /**
     * Returns the parameters that {@link #perturbed} reads, with a given default of the noise. Parameters that only the
     * caller reads are inserted before the last, the guard.
     */
    public static Parameter[] perturbedParameters(String defaultNoise, Parameter... callerParameters) {
        List<Parameter> parameters = new ArrayList<>(List.of(
                Parameter.of("noise", TEXT, "a noise, or lognormal for factors exp(eps Z - eps^2/2)")
                        .withDefault(defaultNoise),
                epsilon(),
                Parameter.of("samples", INTEGER, "the number of samples per example and step, at least 1")
                        .withDefault("20")));
        parameters.addAll(List.of(callerParameters));
        parameters.add(
                Parameter.choice("guard", "which solves are checked against the contract", "sample", "every", "off"));
        return parameters.toArray(Parameter[]::new);
    }

    private static Parameter epsilon() {
        return Parameter.of("epsilon", REAL, "the amplitude of the noise, above 0")
                .withDefault("1");
    }

    /** Makes the perturbed optimizer of an oracle with the parameters {@code p}. */
    public static PerturbedOptimizer perturbed(Parameters p, LinearOracle oracle, long seed, int threads) {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(oracle)
                .epsilon(p.real("epsilon"))
                .samples(p.integer("samples", 1))
                .guard(p.choice("guard", Guard.class))
                .seed(seed)
                .threads(threads);
        if (p.text("noise").equals(LOGNORMAL)) {
            return builder.multiplicative().build();
        }
        Noise noise = p.create("noise", NoiseProvider.class);
        return builder.noise(noise).build();
    }
}
