package io.dither.experiments.smoothing;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dither run smoothing}: what epsilon does to a set, in pictures (Berthet et al. 2020, section 2). */
@Command(
        name = "smoothing",
        footer = {"", "For example: dither run smoothing --samples 1000 --out runs/smoothing"},
        description = {
            "Draw what epsilon does: argmax and max on the simplex, a polygon and the permutahedron of three.",
            "The result is how far samples are from the exact layers, in standard errors; about 3 is usual."
        },
        sortOptions = false)
public final class SmoothingExperiment implements Experiment {
    /** One of a few dozen normal numbers is farther from 0 in one run of 1,000. */
    private static final double FAR = 4;

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "4000",
            description = "Samples where there is no exact layer: the polygon. Default: ${DEFAULT-VALUE}.")
    private int samples;

    /** Creates the experiment; picocli fills in its options. */
    public SmoothingExperiment() {}

    @Override
    public Result run(Run run) {
        Layers layers = new Layers(Arguments.atLeast("samples", samples, 2), run.seed());
        Map<String, Double> deviations = draw(layers, run);
        return Result.of(Map.of("largestDeviationInStandardErrors", deviations), table(deviations))
                .verdict(verdict(deviations));
    }

    private static Map<String, Double> draw(Layers layers, Run run) {
        Map<String, Double> deviations = new LinkedHashMap<>();
        List<PlaneFigures> planes = List.of(PlaneFigures.polygon(), PlaneFigures.permutahedron());
        Metrics metrics = run.metrics("noise", "epsilon", "value", "y1", "y2", "y3");
        Progress progress = run.progress(Law.values().length * 3L);
        for (Law law : Law.values()) {
            SimplexFigures simplex = new SimplexFigures(layers, law);
            simplex.draw(run.folder(), metrics);
            deviations.put(law.toString(), simplex.deviation());
            progress.step();
            for (PlaneFigures plane : planes) {
                plane.draw(layers, law, run.folder());
                progress.step();
            }
        }
        return deviations;
    }

    private static String verdict(Map<String, Double> deviations) {
        double largest = deviations.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "Samples and exact layers %s: of %d coordinates the one farthest off is %.2f standard errors away, where"
                        + " about 3 is usual.",
                largest < FAR ? "agree" : "differ",
                deviations.size() * SimplexFigures.COMPARED,
                largest);
    }

    private static TextTable table(Map<String, Double> deviations) {
        TextTable table = new TextTable("noise", "largest deviation of samples, in standard errors");
        deviations.forEach((law, deviation) -> table.row(law, String.format(Locale.ROOT, "%.2f", deviation)));
        return table;
    }
}
