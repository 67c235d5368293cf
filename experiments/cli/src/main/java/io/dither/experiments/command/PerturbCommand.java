package io.dither.experiments.command;

import io.dither.experiments.run.JsonOutput;
import io.dither.layer.LossValue;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Query;
import java.io.PrintWriter;
import java.util.Optional;
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

    @Option(
            names = "--noise",
            paramLabel = "NAME",
            defaultValue = "gaussian",
            description = "One of " + Noises.NAMES + "; gumbel is centred unless the solutions of the oracle have a"
                    + " constant sum. Default: ${DEFAULT-VALUE}.")
    private String noise = "gaussian";

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            defaultValue = "1",
            description = "The amplitude of the noise, above 0. Default: ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "1000",
            description = "The number of samples. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", description = "The number of threads. Default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--multiplicative",
            description = "Perturb by factors, theta exp(eps Z - eps^2/2), which keep signs; Gaussian only.")
    private boolean multiplicative;

    @Option(
            names = "--clamp",
            description = "Move perturbed coordinates that leave the domain of the oracle to its bound, and report the"
                    + " share moved.")
    private boolean clamp;

    @Option(names = "--vjp", paramLabel = "VECTOR", description = "Also the gradient of <v, y_eps> for this v.")
    private Optional<String> vjp = Optional.empty();

    @Option(names = "--jacobian", description = "Also the d x d Jacobian of y_eps.")
    private boolean jacobian;

    @Option(
            names = "--target",
            paramLabel = "VECTOR",
            description = "Also the Fenchel-Young loss (without Omega) of this solution, and its gradient.")
    private Optional<String> target = Optional.empty();

    @Mixin
    private final Plugins plugins = new Plugins();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public PerturbCommand() {}

    @Override
    public Integer call() {
        LinearOracle created = plugins.registry().create(oracle);
        double[] point = vector("theta", theta, created);
        Optional<double[]> cotangent = vjp.map(text -> vector("vjp", text, created));
        Optional<double[]> observed = target.map(text -> vector("target", text, created));
        try (PerturbedOptimizer layer = layer(created)) {
            double[] argmax = created.solve(point);
            Estimate estimate = query(layer, point, cotangent).estimate();
            Optional<LossValue> loss = observed.map(y -> new FenchelYoungLoss(layer).of(estimate, point, y));
            print(new PerturbReport(oracle, layer, argmax, estimate, vjp.isPresent(), jacobian, loss));
        }
        return 0;
    }

    private static double[] vector(String name, String text, LinearOracle oracle) {
        return Vectors.parse(name, text, oracle.dimension());
    }

    private PerturbedOptimizer layer(LinearOracle created) {
        PerturbedOptimizer.Builder builder = PerturbedOptimizer.builder(created)
                .noise(Noises.of(noise, created))
                .epsilon(epsilon)
                .samples(samples)
                .seed(seed)
                .threads(threads)
                .domainPolicy(clamp ? DomainPolicy.CLAMP : DomainPolicy.REFUSE);
        return (multiplicative ? builder.multiplicative() : builder).build();
    }

    private Query query(PerturbedOptimizer layer, double[] point, Optional<double[]> cotangent) {
        Query query = layer.at(point);
        cotangent.ifPresent(query::vjp);
        return jacobian ? query.jacobian() : query;
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
