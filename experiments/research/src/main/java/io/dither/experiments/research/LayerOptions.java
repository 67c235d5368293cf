package io.dither.experiments.research;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.InexactOption;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.launch.SeedOption;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.perturbed.Sampling;
import io.dither.perturbed.StoppingRule;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a layer: its noise and how it is sampled. */
final class LayerOptions {
    /** The rules that say which options exclude each other. */
    static final List<OptionRule> RULES = List.of(
            OptionRule.excludes(
                    "--exact",
                    List.of("--sampling", "--until-standard-error"),
                    "no samples are drawn",
                    "leave out what is about samples"),
            OptionRule.excludes(
                    "--exact",
                    List.of("--multiplicative"),
                    "multiplicative noise has no exact layer",
                    "perturb the logarithm of theta by additive noise"));

    @Mixin
    private final NoiseOptions noiseOptions = new NoiseOptions();

    @Mixin
    private final SamplesOption samples = new SamplesOption(1000);

    @Mixin
    private final SeedOption seed = new SeedOption(0);

    @Option(
            names = "--sampling",
            paramLabel = "SCHEME",
            description = "Draw samples this way: independent, antithetic or sobol. Default: independent.")
    private Sampling sampling = Sampling.INDEPENDENT;

    @Option(
            names = "--exact",
            description = {"Draw no samples: use closed forms and quadrature.", "For oracles and noises that have them."
            })
    boolean isExact;

    @Option(
            names = "--until-standard-error",
            paramLabel = "TOL",
            description = "Stop once each coordinate of y_eps has at most this standard error, or after --samples.")
    private Optional<Double> tolerance = Optional.empty();

    @Mixin
    private final InexactOption inexact = new InexactOption();

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    long seed() {
        return seed.value();
    }

    int threads() {
        return threads.number;
    }

    /** Builds the layer of these options; {@code context} gives a builder with the seed and the threads. */
    PerturbedOptimizer layer(LinearOracle oracle, Context context) {
        PerturbedOptimizerBuilder builder = noiseOptions
                .applyTo(context.layers().apply(oracle), noiseOptions.create(oracle, context.plugins()))
                .samples(samples.number())
                .sampling(sampling)
                .inexact(inexact.policy(InexactPolicy.FAIL));
        tolerance.map(StoppingRule::solutionStandardError).ifPresent(builder::stopping);
        return builder.build();
    }

    /** Returns theta, moved into the domain of the oracle if {@code --clamp} is given. */
    double[] clamped(double[] theta, LinearOracle oracle) {
        double[] moved = theta.clone();
        for (int i = 0; noiseOptions.isClamped && i < moved.length; i++) {
            moved[i] =
                    Math.min(oracle.domain().upper(i), Math.max(oracle.domain().lower(i), moved[i]));
        }
        return moved;
    }
}
