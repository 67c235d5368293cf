package io.dither.experiments.command;

import io.dither.error.Arguments;
import io.dither.exact.ExactOptimizer;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.RunFolder;
import io.dither.fit.Fit;
import io.dither.fit.UnsupervisedFit;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.Checksums;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Estimates theta from observed decisions y*(theta + epsilon Z) by the Fenchel-Young loss, with standard"
                    + " errors, 95 %% intervals and the directions that no data can identify.",
            "The exit code is 4 where the data give no estimate that can be used."
        },
        footer = {
            "",
            "For example: dither fit --oracle argmax:n=3 --noise gumbel --epsilon 0.5 --data observed.csv",
            "DATA is comma-separated: a line an observation, as many numbers as the oracle has dimensions, a header or"
                    + " none. The same seed gives the same bits with any number of threads."
        },
        sortOptions = false)
public final class FitCommand implements Callable<Integer> {
    private static final int UNUSABLE = 4;

    @Option(
            names = "--oracle",
            required = true,
            paramLabel = "SPEC",
            description = "The oracle, such as ranking:n=5; 'dither oracles' lists them.")
    private String oracle = "";

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "The observed decisions.")
    private Path data = Path.of("");

    @Option(
            names = "--epsilon",
            required = true,
            paramLabel = "E",
            description = "The amplitude of the noise, above 0; it sets the scale of theta.")
    private double epsilon;

    @Option(names = "--noise", paramLabel = "SPEC", defaultValue = "gaussian", description = Noises.HELP)
    private String noise = "gaussian";

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "10000",
            description = "The number of samples; choose it above the number of observations. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--exact",
            negatable = true,
            description =
                    "Use the exact layer, without samples (--exact), or do not (--no-exact). Default: where there is one.")
    private Optional<Boolean> exact = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private final Threads threads = new Threads();

    @Mixin
    private final GuardOption guard = new GuardOption();

    @Option(names = "--out", paramLabel = "DIR", description = "Also write manifest.json and result.json there.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final Plugins plugins = new Plugins();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public FitCommand() {}

    @Override
    public Integer call() {
        PluginCatalogue catalogue = plugins.catalogue();
        LinearOracle created = catalogue.create(OracleProvider.class, oracle);
        Noise law = Noises.of(catalogue, noise, created);
        DMatrixRMaj observations = Observations.read(data, created.dimension());
        FitReport report = kept(() -> fit(created, law, observations));
        spec.commandLine().getOut().print(json.wanted() ? JsonOutput.text(report.json()) + "\n" : report.text());
        return report.fit().isUsable() ? 0 : UNUSABLE;
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

    private FitReport fit(LinearOracle created, Noise law, DMatrixRMaj observations) {
        PerturbedOptimizerBuilder builder = threads.builder(created)
                .noise(law)
                .epsilon(epsilon)
                .samples(Arguments.atLeast("samples", samples, 2))
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
        return new FitReport(oracle, law.name(), epsilon, isExact ? 0 : samples, fit);
    }

    private void write(FitReport report, RunFolder folder) {
        String name = String.valueOf(data.getFileName());
        folder.writeManifest(Manifest.of(spec, seed, Map.of(name, Checksums.sha256(data))));
        folder.writeSealed("result.json", report.json());
        folder.requireWhole();
    }
}
