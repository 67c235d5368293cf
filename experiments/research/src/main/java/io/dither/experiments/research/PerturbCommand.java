package io.dither.experiments.research;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.OptionGroup;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.launch.Subcommand;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dither perturb}: one perturbed optimizer at one theta. */
@Command(
        name = "perturb",
        description = {
            "Perturb an oracle at one theta: smoothed value, mean solution and gradients.",
            "Each estimate has its standard error; the same seed gives the same bits on any number of threads."
        },
        footer = {
            "dither perturb --oracle ranking:n=3 --theta 0.1,0.7,-2 --vjp 1,0,0",
            "dither perturb --oracle argmax:n=3 --theta 0.1,0.7,-2 --noise gumbel --exact --jacobian",
            "dither perturb --oracle top-k:n=4,k=2 --theta=-0.6,1.9,0.3,1 --epsilon 0.5 --samples 10000 --atoms",
            "A vector is written 0.1,0.7,-2 or @FILE, a file of numbers. Write = before a vector that begins with -."
        },
        sortOptions = false)
public final class PerturbCommand implements Subcommand {
    @Mixin
    private final OracleOption oracle = new OracleOption();

    @Option(
            names = "--theta",
            required = true,
            paramLabel = "VECTOR",
            description = "Perturb these scores (costs, if the oracle minimises).")
    private String theta = "";

    @Mixin
    private final LayerOptions options = new LayerOptions();

    @Mixin
    private final QuantityOptions quantities = new QuantityOptions();

    @Override
    public int run(Context context) {
        LinearOracle created = oracle.create(context.plugins());
        double[] point = Vectors.parse("theta", theta, created.dimension());
        try (PerturbedOptimizer layer = options.layer(created, context)) {
            // under multiplicative noise the loss is computed, but no theta can be fitted by it: the warning says why
            quantities
                    .target(created)
                    .map(target -> new FenchelYoungLoss(layer))
                    .filter(loss -> layer.isMultiplicative())
                    .ifPresent(loss -> context.err()
                            .println("dither: warning: " + loss.name() + ": "
                                    + FenchelYoungLoss.refusalOfMultiplicative().getMessage()));
            double[] argmax = created.solve(options.clamped(point, created));
            Results results = options.isExact
                    ? Results.exact(exactLayer(layer), point, quantities)
                    : Results.estimated(layer, point, quantities);
            PerturbReport report = new PerturbReport(oracle.text, layer, argmax, options.seed(), results);
            context.print(report::json, report::text);
        }
        return 0;
    }

    @Override
    public int threads() {
        return options.threads();
    }

    @Override
    public long seed() {
        return options.seed();
    }

    private static ExactOptimizer exactLayer(PerturbedOptimizer layer) {
        return ExactOptimizer.of(layer.oracle(), layer.noise(), layer.epsilon());
    }

    @Override
    public List<OptionGroup> optionGroups() {
        return List.of(
                new OptionGroup("oracle", "Oracle and theta", List.of("--oracle", "--theta"), List.of()),
                new OptionGroup(
                        "noise", "Noise", List.of("--noise", "--epsilon", "--multiplicative", "--clamp"), List.of()),
                new OptionGroup(
                        "samples",
                        "Samples",
                        List.of("--samples", "--seed", "--sampling", "--exact"),
                        List.of("--until-standard-error", "--inexact", "--threads")),
                new OptionGroup(
                        "output",
                        "Output besides F_eps and y_eps",
                        List.of("--vjp", "--jvp", "--jacobian", "--target", "--atoms"),
                        List.of()));
    }

    @Override
    public List<OptionRule> optionRules() {
        return LayerOptions.RULES;
    }
}
