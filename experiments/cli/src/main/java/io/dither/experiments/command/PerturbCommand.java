package io.dither.experiments.command;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.run.JsonOutput;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither perturb}: one perturbed optimizer at one theta. */
@Command(
        name = "perturb",
        description =
                "Perturbs an oracle at one theta: its solution y*, the smoothed value F_eps, the mean solution y_eps,"
                        + " gradients and the Fenchel-Young loss, each with its standard error.",
        footer = {
            "",
            "For example: dither perturb --oracle ranking:n=3 --theta 0.1,0.7,-2 --vjp 1,0,0",
            "A vector is written 0.1,0.7,-2 (a first number below 0 as --theta=-0.6,1.9) or @FILE, a file of numbers.",
            "The same seed gives the same bits with any number of threads."
        },
        sortOptions = false)
public final class PerturbCommand implements Callable<Integer> {
    @Option(
            names = "--oracle",
            required = true,
            paramLabel = "SPEC",
            description = "The oracle, such as ranking:n=5; 'dither oracles' lists them.")
    private String oracle = "";

    @Option(
            names = "--theta",
            required = true,
            paramLabel = "VECTOR",
            description = "The scores (or costs, for an oracle that minimises).")
    private String theta = "";

    @Mixin
    private final LayerOptions options = new LayerOptions();

    @Mixin
    private final Wishes wishes = new Wishes();

    @Mixin
    private final Plugins plugins = new Plugins();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public PerturbCommand() {}

    /** Takes the command, whose help has its options in groups. */
    @Spec
    void spec(CommandSpec command) {
        spec = command;
        new OptionGroups()
                .group("What is perturbed", "--oracle", "--theta")
                .group("The noise", "--noise", "--epsilon", "--multiplicative", "--clamp")
                .group(
                        "How it is sampled",
                        "--samples",
                        "--seed",
                        "--sampling",
                        "--exact",
                        "--until-standard-error",
                        "--time-budget",
                        "--inexact")
                .group(
                        "What is shown besides F_eps and y_eps",
                        "--vjp",
                        "--jvp",
                        "--jacobian",
                        "--hessian",
                        "--target",
                        "--atoms")
                .addTo(command);
    }

    @Override
    public Integer call() {
        PluginCatalogue catalogue = plugins.catalogue();
        LinearOracle created = catalogue.create(OracleProvider.class, oracle);
        double[] point = Vectors.parse("theta", theta, created.dimension());
        try (PerturbedOptimizer layer = options.builder(created, catalogue).build()) {
            wishes.target(created)
                    .map(target -> new FenchelYoungLoss(layer))
                    .filter(loss -> layer.isMultiplicative())
                    .ifPresent(this::warn);
            double[] argmax = created.solve(options.inside(point, created));
            Results results = options.isExact()
                    ? Results.exact(exact(layer), point, wishes)
                    : Results.estimated(layer, point, wishes);
            print(new PerturbReport(oracle, layer, argmax, options.seed(), results, omega(layer)));
        }
        return 0;
    }

    /** Omega of the target where it has a closed form, which belongs to additive noise on the whole space. */
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

    private void warn(FenchelYoungLoss loss) {
        spec.commandLine()
                .getErr()
                .println("dither: warning: " + loss.name() + ": " + FenchelYoungLoss.HOMOGENEOUS + ". "
                        + FenchelYoungLoss.REMEDY);
    }

    private void print(PerturbReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(JsonOutput.text(report.json()));
        } else {
            out.print(report.text());
        }
    }
}
