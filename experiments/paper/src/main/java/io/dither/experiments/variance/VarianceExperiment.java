package io.dither.experiments.variance;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither run variance}: the variance of each estimator under each way of drawing samples. */
@Command(
        name = "variance",
        description = {
            "Compare the variance of estimates at the same number of samples: independent, antithetic and Sobol samples,"
                    + " products with and without a baseline, common random numbers.",
            "The ratio is the variance of the default over that of the choice: above 1 the choice is better."
        },
        sortOptions = false)
public final class VarianceExperiment implements Experiment {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the run folder")
    private Path out = Path.of("");

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "512",
            description = "samples an estimate, a multiple of 16 (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(
            names = "--repeats",
            paramLabel = "R",
            defaultValue = "400",
            description = "estimates, each with a seed of its own (default: ${DEFAULT-VALUE})")
    private int repeats;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "the first seed (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the experiment; picocli fills in its options. */
    public VarianceExperiment() {}

    @Override
    public Integer call() {
        Arguments.require(
                samples >= 32 && samples % 16 == 0,
                "samples = " + samples + " is no multiple of 16 above 16",
                "Maybe choose 512");
        Arguments.atLeast("repeats", repeats, 2);
        RunFolder folder = RunFolder.create(out);
        folder.writeManifest(Manifest.of(spec, seed, Map.of()));
        List<Row> rows = run(folder);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("experiment", "variance");
        result.put("rows", rows);
        folder.write("result.json", JsonOutput.text(result) + "\n");
        spec.commandLine().getOut().print(json ? JsonOutput.text(result) + "\n" : table(rows));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private List<Row> run(RunFolder folder) {
        List<Problem> problems = Problem.all();
        List<Row> rows = new ArrayList<>();
        try (Metrics metrics = folder.metrics("problem", "quantity", "choice", "variance", "ratio");
                Progress progress = Progress.start("variance", problems.size(), json)) {
            for (Problem problem : problems) {
                for (Row row : new Comparison(problem, samples, repeats, seed).rows()) {
                    metrics.row(row.problem(), row.quantity(), row.choice(), row.variance(), row.ratio());
                    rows.add(row);
                }
                progress.step();
            }
        }
        return rows;
    }

    private static String table(List<Row> rows) {
        TextTable table = new TextTable("problem", "quantity", "choice", "variance", "ratio");
        for (Row row : rows) {
            table.row(
                    row.problem(),
                    row.quantity(),
                    row.choice(),
                    String.format(Locale.ROOT, "%.3g", row.variance()),
                    String.format(Locale.ROOT, "%.2f", row.ratio()));
        }
        return table.toString();
    }
}
