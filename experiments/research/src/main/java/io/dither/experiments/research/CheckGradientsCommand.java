package io.dither.experiments.research;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.SeedOption;
import io.dither.experiments.launch.Subcommand;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Guard;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.testing.ThetaSampler;
import io.dither.testing.certification.Check;
import io.dither.testing.certification.GradientCertification;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dither check-gradients}: checks the values and gradients of an oracle under a noise. */
@Command(
        name = "check-gradients",
        description = {
            "Check the values and gradients of a perturbed oracle: one line per check.",
            "Each line has its worst z-score. The exit code is 1 if a check fails."
        },
        footer = {
            "dither check-gradients --oracle ranking:n=5 --noise gumbel",
            "dither check-gradients --oracle argmax:n=4 --theta 1,2,3,4 --epsilon 0.1",
            "dither check-gradients --oracle top-k:n=6,k=2 --samples 100000 --threads 8",
            "A z-score is a difference divided by its standard error. A check fails above 5, which chance alone "
                    + "exceeds 6 times in ten million. An estimate needs at least 1000 --samples."
        },
        sortOptions = false)
public final class CheckGradientsCommand implements Subcommand {
    private static final int DEFAULT_THETAS = 3;

    /** The sampler cycles through this number of kinds of thetas; the first kind is Gaussian with scale 1. */
    private static final int KINDS_OF_THETAS = 8;

    @Mixin
    private final OracleOption oracle = new OracleOption();

    @Mixin
    private final NoiseOptions noiseOptions = new NoiseOptions();

    @Mixin
    private final SamplesOption samples = new SamplesOption(10_000);

    @Option(
            names = "--theta",
            paramLabel = "VECTOR",
            description = "Check at this theta; repeat it for several thetas. Default: " + DEFAULT_THETAS
                    + " random ones inside the domain.")
    private List<String> thetas = List.of();

    @Mixin
    private final SeedOption seed = new SeedOption(1);

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Override
    public int run(Context context) {
        LinearOracle created = oracle.create(context.plugins());
        Noise noise = noiseOptions.create(created, context.plugins());
        double[][] checkedThetas = checkedThetas(created);
        List<Check> checks = certification(created, noise).run(checkedThetas);
        boolean passed = checks.stream().noneMatch(Check::isFailure);
        context.print(
                () -> new Report(
                        oracle.text,
                        noise.name(),
                        noiseOptions.epsilon,
                        samples.number(),
                        seed.value(),
                        passed,
                        List.of(checkedThetas),
                        checks.stream().map(Line::of).toList()),
                () -> Lines.onePerResult(checks));
        return passed ? 0 : 1;
    }

    private GradientCertification certification(LinearOracle created, Noise noise) {
        GradientCertification certification = GradientCertification.of(noise, count -> layer(created, noise, count))
                .samples(samples.number())
                .seed(seed.value());
        if (noiseOptions.isMultiplicative) {
            return certification.multiplicative();
        }
        boolean hasExactLayer = created.domain().isEverywhere() && ExactOptimizer.isAvailable(created, noise);
        return hasExactLayer
                ? certification.exact(ExactOptimizer.of(created, noise, noiseOptions.epsilon))
                : certification;
    }

    private PerturbedOptimizer layer(LinearOracle created, Noise noise, int sampleCount) {
        return noiseOptions
                .applyTo(PerturbedOptimizer.builder(created), noise)
                .samples(sampleCount)
                .seed(seed.value())
                .threads(threads.number)
                .guard(Guard.EVERY)
                .build();
    }

    /** Returns the thetas of the options, or random thetas inside the domain. */
    private double[][] checkedThetas(LinearOracle created) {
        if (!thetas.isEmpty()) {
            return thetas.stream()
                    .map(text -> Vectors.parse("theta", text, created.dimension()))
                    .toArray(double[][]::new);
        }
        ThetaSampler sampler = ThetaSampler.of(created, seed.value());
        return IntStream.range(0, DEFAULT_THETAS)
                .mapToObj(k -> sampler.theta(KINDS_OF_THETAS * k))
                .toArray(double[][]::new);
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

    /** One check of the report; the numbers of a skipped check are null in JSON. */
    record Line(String name, String status, double statistic, double bound, String detail) {
        static Line of(Check check) {
            String status = check.status().name().toLowerCase(Locale.ROOT);
            return new Line(check.name(), status, check.statistic(), check.bound(), check.detail());
        }
    }
}
