package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.dither.error.DataException;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.StoredJson;
import io.dither.experiments.run.StoredManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The content of a run folder.
 *
 * @param folder the folder
 * @param manifest the options, data and libraries of the run
 * @param record the status and the duration of the run, even if it failed or was stopped; missing if the run was killed or still runs
 * @param summary the verdict and the tables of the run; missing unless it has finished
 * @param result the figures of the run; empty unless it has finished
 * @param metrics the metrics of the run, if it has any
 * @param charts the charts of the run, which {@code figures.json} holds
 * @param gallery the images of the run, if it has any
 */
record RunData(
        Path folder,
        StoredManifest manifest,
        JsonNode record,
        JsonNode summary,
        Optional<ResultFigures> result,
        Optional<MetricsTable> metrics,
        List<Chart> charts,
        Optional<Gallery> gallery) {

    /** The files to which the page does not link: the page itself, and those that only serve to make it. */
    private static final Set<String> UNLINKED = Set.of(Report.FILE, "summary.json", "figures.json", "run.json");

    static RunData read(Path folder) {
        List<Chart> charts = new ArrayList<>();
        StoredJson.read(folder.resolve("figures.json"))
                .ifPresent(json -> json.properties()
                        .forEach(chart -> Chart.read(chart.getValue()).ifPresent(charts::add)));
        return new RunData(
                folder,
                StoredManifest.read(folder),
                StoredJson.read(folder.resolve("run.json")).orElse(MissingNode.getInstance()),
                StoredJson.read(folder.resolve("summary.json")).orElse(MissingNode.getInstance()),
                StoredJson.read(folder.resolve("result.json")).map(ResultFigures::of),
                MetricsTable.read(folder.resolve("metrics.csv")),
                charts,
                Gallery.read(folder));
    }

    String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    String status() {
        String stored = record.path("status").asText("");
        return switch (stored) {
            case "FINISHED" -> "finished";
            case "STOPPED" -> "stopped by Ctrl-C";
            case "FAILED" -> "failed";
            // without a record, a result shows that the run had ended
            default -> result.isPresent() ? "finished" : "unfinished: it still runs, or was killed";
        };
    }

    /** Returns the names of the files to which the page links; hidden files, which begin with a dot, are left out. */
    List<String> files() {
        try (Stream<Path> folderFiles = Files.list(folder)) {
            return folderFiles
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name ->
                            name.matches("(?!\\.).*\\.(csv|jsonl|json|txt|html|svg)") && !UNLINKED.contains(name))
                    .sorted(Comparator.comparing((String name) -> name.substring(name.lastIndexOf('.')))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException unreadable) {
            throw new DataException(folder.toString(), 0, "cannot be read", unreadable);
        }
    }

    /** Returns the charts of the metrics, for a page on this run alone. */
    List<Chart> curves() {
        return metrics.map(table -> Curves.of(table, "", -1)).orElse(List.of());
    }
}
