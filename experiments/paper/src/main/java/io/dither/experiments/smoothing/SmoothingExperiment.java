package io.dither.experiments.smoothing;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither run smoothing}: what epsilon does to a set, in pictures (Berthet et al. 2020, section 2). */
@Command(
        name = "smoothing",
        description = {
            "Draw what epsilon does: argmax and max on the simplex, a polygon and the permutahedron of three.",
            "The result is how far samples are from the exact layers, in standard errors; about 3 is usual."
        },
        sortOptions = false)
public final class SmoothingExperiment implements Experiment {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the run folder")
    private Path out = Path.of("");

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "4000",
            description = "samples where there is no exact layer: the polygon (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "seed of the samples (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the experiment; picocli fills in its options. */
    public SmoothingExperiment() {}

    @Override
    public Integer call() {
        Layers layers = new Layers(Arguments.atLeast("samples", samples, 2), seed);
        RunFolder folder = RunFolder.create(out);
        folder.writeManifest(Manifest.of(spec, seed, Map.of()));
        Map<String, Double> deviations = draw(layers, folder);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("experiment", "smoothing");
        result.put("largestDeviationInStandardErrors", deviations);
        folder.write("result.json", JsonOutput.text(result) + "\n");
        spec.commandLine().getOut().print(json ? JsonOutput.text(result) + "\n" : table(deviations));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Map<String, Double> draw(Layers layers, RunFolder folder) {
        Map<String, Double> deviations = new LinkedHashMap<>();
        List<PlaneFigures> planes = List.of(PlaneFigures.polygon(), PlaneFigures.permutahedron());
        try (Metrics metrics = folder.metrics("noise", "epsilon", "value", "y1", "y2", "y3");
                Progress progress = Progress.start("smoothing", Law.values().length * 3L, json)) {
            for (Law law : Law.values()) {
                SimplexFigures simplex = new SimplexFigures(layers, law);
                simplex.draw(folder, metrics);
                deviations.put(law.toString(), simplex.deviation());
                progress.step();
                for (PlaneFigures plane : planes) {
                    plane.draw(layers, law, folder);
                    progress.step();
                }
            }
        }
        return deviations;
    }

    private static String table(Map<String, Double> deviations) {
        TextTable table = new TextTable("noise", "largest deviation of samples, in standard errors");
        deviations.forEach((law, deviation) -> table.row(law, String.format(Locale.ROOT, "%.2f", deviation)));
        return table.toString();
    }
}
