package io.dither.experiments.command;

import io.dither.error.Arguments;
import io.dither.exact.ExactOptimizer;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.RunFolder;
import io.dither.fit.Fit;
import io.dither.fit.UnsupervisedFit;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.storage.Checksums;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither fit}: the theta that explains observed decisions, with its uncertainty. */
@Command(
        name = "fit",
        description = {
            "Estimate theta from decisions observed at one theta, by the Fenchel-Young loss.",
            "It shows standard errors, 95 %% intervals, and the directions that no data can identify. The exit "
                    + "code is 4 if the data give no usable estimate."
        },
        footer = {
            "dither fit --oracle argmax:n=3 --noise gumbel --epsilon 0.5 --data observed.csv",
            "dither fit --oracle ranking:n=4 --epsilon 1 --data ranks.csv --samples 50000 --out fit",
            "dither fit --oracle top-k:n=5,k=2 --epsilon 1 --data chosen.csv --no-exact --json",
            "The data are comma-separated: a line per observation, a number per dimension of the oracle, with or "
                    + "without a header. Draw more samples than there are observations."
        },
        sortOptions = false)
public final class FitCommand implements Subcommand {
    private static final int UNUSABLE = 4;

    @Mixin
    private final OracleOption oracle = new OracleOption();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "Read the observed decisions from this file.")
    private Path data = Path.of("");

    @Option(
            names = "--epsilon",
            required = true,
            paramLabel = "E",
            description = "Set the amplitude of the noise, above 0; it sets the scale of theta.")
    private double epsilon;

    @Mixin
    private final NoiseOption noise = new NoiseOption();

    @Mixin
    private final SamplesOption samples = new SamplesOption(10_000);

    @Option(
            names = "--exact",
            negatable = true,
            description =
                    "Use the exact layer, without samples (--exact), or do not (--no-exact). Default: if there is one.")
    private Optional<Boolean> exact = Optional.empty();

    @Mixin
    private final SeedOption seed = new SeedOption(0);

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Mixin
    private final GuardOption guard = new GuardOption();

    @Option(names = "--out", paramLabel = "DIR", description = "Write manifest.json and result.json to this folder.")
    private Optional<Path> out = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public int run(Context context) {
        LinearOracle created = oracle.create(context.plugins());
        Noise law = noise.create(created, context.plugins());
        DMatrixRMaj observations = Observations.read(data, created.dimension(), 2);
        FitReport report = kept(() -> fit(context.layers().apply(created), created, law, observations));
        context.print(report::json, report::text);
        return report.fit().isUsable() ? 0 : UNUSABLE;
    }

    @Override
    public int threads() {
        return threads.number;
    }

    @Override
    public long seed() {
        return seed.value();
    }

    private FitReport kept(Supplier<FitReport> fit) {
        if (out.isEmpty()) {
            return fit.get();
        }
        try (RunFolder folder = RunFolder.create(out.get())) {
            FitReport report = fit.get();
            write(report, folder);
            return report;
        }
    }

    private FitReport fit(
            PerturbedOptimizerBuilder builder, LinearOracle created, Noise law, DMatrixRMaj observations) {
        builder.noise(law)
                .epsilon(epsilon)
                .samples(Arguments.atLeast("samples", samples.number(), 2))
                .guard(guard.guard());
        if (exact.orElse(ExactOptimizer.isAvailable(created, law))) {
            return report(
                    law,
                    UnsupervisedFit.of(ExactOptimizer.of(created, law, epsilon)).fit(observations),
                    true);
        }
        try (PerturbedOptimizer layer = builder.build()) {
            return report(law, UnsupervisedFit.of(layer).fit(observations), false);
        }
    }

    private FitReport report(Noise law, Fit fit, boolean isExact) {
        return new FitReport(oracle.text, law.name(), epsilon, isExact ? 0 : samples.number(), fit);
    }

    private void write(FitReport report, RunFolder folder) {
        String name = String.valueOf(data.getFileName());
        folder.writeManifest(Manifest.of(spec, seed.value(), Map.of(name, Checksums.sha256(data))));
        folder.writeSealed("result.json", report.json());
        folder.requireWhole();
    }
}
