package io.dither.experiments.unsupervised;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dither run unsupervised}: decisions of a known theta, theta fitted to them, and how its error and its intervals
 * behave as their number grows (Berthet et al. 2020, section 4.2).
 */
@Command(
        name = "unsupervised",
        description = {
            "Fit theta to decisions of a known theta: the error falls with the root of their number, and the 95 %%"
                    + " intervals cover the truth."
        },
        sortOptions = false)
public final class UnsupervisedExperiment implements Experiment {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the run folder")
    private Path out = Path.of("");

    @Option(
            names = "--preset",
            defaultValue = "quick",
            description = "how many data sets: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Preset preset = Preset.QUICK;

    @Option(
            names = "--models",
            defaultValue = Models.NAMES,
            description = "some of " + Models.NAMES + " (default: ${DEFAULT-VALUE})")
    private String models = Models.NAMES;

    @Option(names = "--data-sets", paramLabel = "R", description = "data sets of each size (default: by preset)")
    private Optional<Integer> dataSets = Optional.empty();

    @Option(
            names = "--smallest",
            paramLabel = "N",
            defaultValue = "100",
            description = "observations of the smallest data sets; then doubled (default: ${DEFAULT-VALUE})")
    private int smallest;

    @Option(
            names = "--largest",
            paramLabel = "N",
            defaultValue = "6400",
            description = "observations of the largest data sets at most (default: ${DEFAULT-VALUE})")
    private int largest;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "seed of data and fits (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", description = "data sets side by side (default: one a processor)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the experiment; picocli fills in its options. */
    public UnsupervisedExperiment() {}

    @Override
    public Integer call() {
        Arguments.atLeast("smallest", smallest, 2);
        Arguments.atLeast("largest", largest, 2 * smallest);
        dataSets.ifPresent(number -> Arguments.atLeast("data-sets", number, 2));
        List<Model> chosen = Models.of(models);
        RunFolder folder = RunFolder.create(out);
        folder.writeManifest(Manifest.of(spec, seed, Map.of()));
        UnsupervisedReport report = new UnsupervisedReport(run(chosen, folder));
        report.write(folder);
        spec.commandLine().getOut().print(json ? JsonOutput.text(report.json()) + "\n" : report.text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private List<Rate> run(List<Model> chosen, RunFolder folder) {
        int[] sizes = UnsupervisedReport.sizes(smallest, largest);
        long steps = chosen.stream().mapToLong(this::number).sum() * sizes.length;
        List<Rate> rates = new ArrayList<>();
        try (Metrics metrics = folder.metrics(
                        "model",
                        "observations",
                        "dataSets",
                        "unusable",
                        "error",
                        "errorStandardError",
                        "coverage",
                        "coverageStandardError",
                        "simulationShare");
                Progress progress = Progress.start("unsupervised", steps, json);
                Trials trials = new Trials(threads, seed, progress::step)) {
            for (Model model : chosen) {
                List<Size> done = new ArrayList<>();
                for (int n : sizes) {
                    Size size = trials.run(model, n, number(model));
                    write(metrics, model, size);
                    done.add(size);
                }
                rates.add(Rate.of(model, done));
            }
        }
        return rates;
    }

    private int number(Model model) {
        return dataSets.orElse(preset.dataSets(model));
    }

    private static void write(Metrics metrics, Model model, Size size) {
        metrics.row(
                model.name(),
                size.observations(),
                size.dataSets(),
                size.unusable(),
                size.error(),
                size.errorStandardError(),
                size.coverage(),
                size.coverageStandardError(),
                size.simulationShare());
    }
}
