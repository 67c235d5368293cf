package io.dither.experiments.command;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.run.JsonOutput;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.perturbed.Guard;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.PluginCatalogue;
import io.dither.testing.Check;
import io.dither.testing.GradientCertification;
import io.dither.testing.ThetaSampler;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither check-gradients}: a certificate of the gradients of any oracle under any noise. */
@Command(
        name = "check-gradients",
        description = {
            "Checks the values and gradients of a perturbed oracle: a line a check, with its worst z-score.",
            "The exit code is 0 where no check fails and 1 otherwise."
        },
        footer = {
            "",
            "For example: dither check-gradients --oracle ranking:n=5 --noise gumbel",
            "A z-score is a difference in units of its own standard error; more than 5 of them fail a check, which an"
                    + " honest estimate does about 6 times in ten million scores."
        },
        sortOptions = false)
public final class CheckGradientsCommand implements Callable<Integer> {
    private static final int DEFAULT_THETAS = 3;

    /** Every eighth theta of a sampler is Gaussian, of the scale 1. */
    private static final int KINDS_OF_THETAS = 8;

    @Option(
            names = "--oracle",
            required = true,
            paramLabel = "SPEC",
            description = "The oracle, such as ranking:n=5; 'dither oracles' lists them.")
    private String oracle = "";

    @Mixin
    private final NoiseOptions noise = new NoiseOptions();

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "10000",
            description = "The number of samples of an estimate, at least 1000. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--theta",
            paramLabel = "VECTOR",
            description = "Where to check; give it several times for several places. Default: " + DEFAULT_THETAS
                    + " random ones inside the domain.")
    private List<String> thetas = List.of();

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The seed of the noise and of the thetas. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private final Plugins plugins = new Plugins();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public CheckGradientsCommand() {}

    @Override
    public Integer call() {
        PluginCatalogue catalogue = plugins.catalogue();
        LinearOracle created = catalogue.create(OracleProvider.class, oracle);
        Noise law = noise.noise(created, catalogue);
        double[][] places = places(created);
        List<Check> checks = certification(created, law).run(places);
        boolean passed = checks.stream().noneMatch(Check::isFailure);
        print(law, places, passed, checks);
        return passed ? 0 : 1;
    }

    private GradientCertification certification(LinearOracle created, Noise law) {
        GradientCertification certification = GradientCertification.of(law, number -> layer(created, law, number))
                .samples(samples)
                .seed(seed);
        if (noise.isMultiplicative()) {
            return certification.multiplicative();
        }
        boolean exact = created.domain().isEverywhere() && ExactOptimizer.isAvailable(created, law);
        return exact ? certification.exact(ExactOptimizer.of(created, law, noise.epsilon())) : certification;
    }

    private PerturbedOptimizer layer(LinearOracle created, Noise law, int number) {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(created)
                .noise(law)
                .epsilon(noise.epsilon())
                .samples(number)
                .seed(seed)
                .threads(noise.threads().number())
                .domainPolicy(noise.domainPolicy())
                .guard(Guard.EVERY);
        return (noise.isMultiplicative() ? builder.multiplicative() : builder).build();
    }

    private double[][] places(LinearOracle created) {
        if (!thetas.isEmpty()) {
            return thetas.stream()
                    .map(text -> Vectors.parse("theta", text, created.dimension()))
                    .toArray(double[][]::new);
        }
        ThetaSampler sampler = ThetaSampler.of(created, seed);
        return IntStream.range(0, DEFAULT_THETAS)
                .mapToObj(k -> sampler.theta(KINDS_OF_THETAS * k))
                .toArray(double[][]::new);
    }

    private void print(Noise law, double[][] places, boolean passed, List<Check> checks) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            List<Line> lines = checks.stream().map(Line::of).toList();
            out.println(JsonOutput.text(
                    new Report(oracle, law.name(), noise.epsilon(), samples, seed, passed, List.of(places), lines)));
        } else {
            checks.forEach(out::println);
        }
    }

    /** What {@code --json} prints. */
    record Report(
            String oracle,
            String noise,
            double epsilon,
            int samples,
            long seed,
            boolean passed,
            List<double[]> thetas,
            List<Line> checks) {}

    /** One check of the report; what a skipped one lacks is null. */
    record Line(String name, String status, double statistic, double bound, String detail) {
        static Line of(Check check) {
            String status = check.status().name().toLowerCase(Locale.ROOT);
            return new Line(check.name(), status, check.statistic(), check.bound(), check.detail());
        }
    }
}
