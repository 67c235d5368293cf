package io.dither.experiments.command;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither perturb}: one perturbed optimizer at one theta. */
@Command(
        name = "perturb",
        description =
                "Perturb an oracle at one theta: its solution y*, the smoothed value F_eps, the mean solution y_eps,"
                        + " gradients and the Fenchel-Young loss, each with its standard error.",
        footer = {
            "",
            "For example: dither perturb --oracle ranking:n=3 --theta 0.1,0.7,-2 --vjp 1,0,0",
            "A vector is written 0.1,0.7,-2 (a first number below 0 as --theta=-0.6,1.9) or @FILE, a file of numbers.",
            "The same seed gives the same bits with any number of threads."
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
    private final Wishes wishes = new Wishes();

    /** Shows the options in groups. */
    @Spec
    void group(CommandSpec command) {
        new OptionGroups()
                .group("Problem", "--oracle")
                .group("Noise", "--noise")
                .group("Sampling", "--samples")
                .group("Results besides F_eps and y_eps", "--vjp")
                .addTo(command);
    }

    @Override
    public int run(Context context) {
        LinearOracle created = oracle.create(context.plugins());
        double[] point = Vectors.parse("theta", theta, created.dimension());
        try (PerturbedOptimizer layer = options.layer(created, context)) {
            wishes.target(created)
                    .map(target -> new FenchelYoungLoss(layer))
                    .filter(loss -> layer.isMultiplicative())
                    .ifPresent(loss -> context.err()
                            .println("dither: warning: " + loss.name() + ": "
                                    + FenchelYoungLoss.multiplicative().getMessage()));
            double[] argmax = created.solve(options.inside(point, created));
            Results results = options.exact
                    ? Results.exact(exact(layer), point, wishes)
                    : Results.estimated(layer, point, wishes);
            PerturbReport report = new PerturbReport(oracle.text, layer, argmax, options.seed(), results, omega(layer));
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

    /** Omega of the target if it has a closed form, which belongs to additive noise on the whole space. */
    private OptionalDouble omega(PerturbedOptimizer layer) {
        Optional<double[]> target = wishes.target(layer.oracle());
        if (target.isEmpty() || !options.isAdditive() || !ExactOptimizer.isAvailable(layer.oracle(), layer.noise())) {
            return OptionalDouble.empty();
        }
        return exact(layer).conjugate(target.get());
    }

    private static ExactOptimizer exact(PerturbedOptimizer layer) {
        return ExactOptimizer.of(layer.oracle(), layer.noise(), layer.epsilon());
    }
}
