package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.dither.experiments.run.StoredJson;
import io.dither.experiments.run.StoredManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is in a run folder.
 *
 * @param name the name of the folder
 * @param manifest what was run
 * @param record how it went, missing where it was killed or still runs
 * @param result its figures, none before its end
 * @param metrics its metrics, if it has some
 * @param figures its plots
 * @param gallery its pictures, if it has some
 */
record RunData(
        String name,
        StoredManifest manifest,
        JsonNode record,
        Optional<ResultFigures> result,
        Optional<MetricsTable> metrics,
        List<Picture> figures,
        Optional<Gallery> gallery) {

    static RunData read(Path folder) {
        return new RunData(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                StoredManifest.read(folder),
                StoredJson.read(folder.resolve("run.json")).orElse(MissingNode.getInstance()),
                StoredJson.read(folder.resolve("result.json")).map(ResultFigures::of),
                MetricsTable.read(folder.resolve("metrics.csv")),
                figures(folder),
                Gallery.read(folder));
    }

    private static List<Picture> figures(Path folder) {
        List<Picture> figures = new ArrayList<>();
        StoredJson.read(folder.resolve("figures.json"))
                .ifPresent(list -> list.properties()
                        .forEach(figure -> figures.add(
                                new Picture(figure.getValue().asText(), picture(folder, figure.getKey())))));
        figures.removeIf(figure -> !Files.exists(figure.file()));
        return figures;
    }

    private static Path picture(Path folder, String name) {
        Path svg = folder.resolve(name + ".svg");
        return Files.exists(svg) ? svg : folder.resolve(name + ".png");
    }

    String status() {
        String known = record.path("status").asText("");
        return switch (known) {
            case "FINISHED" -> "finished";
            case "STOPPED" -> "stopped by Ctrl-C";
            case "FAILED" -> "failed";
            default -> result.isPresent() ? "finished" : "unfinished: it still runs, or was killed";
        };
    }

    List<Chart> curves(String runName, int run) {
        return metrics.map(table -> Curves.of(table, runName, run)).orElse(List.of());
    }
}
