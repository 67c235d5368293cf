package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.StoredManifest;
import io.dither.experiments.text.Html;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes the page of one run: its verdict, charts, tables, and the command that repeats the run. */
final class RunPage {
    /** Longer tables of metrics are left out of the page; their file has them. */
    private static final int MOST_ROWS = 100;

    private final RunData run;
    private final Html html = new Html();

    RunPage(RunData run) {
        this.run = run;
    }

    String html() {
        String description = run.summary().path("description").asText();
        if (!description.isEmpty()) {
            html.element("p", description, "class", "description");
        }
        html.element("p", leadLine(), "class", "lead");
        String verdict = run.summary().path("verdict").asText();
        if (!verdict.isEmpty()) {
            html.element("p", Tables.typeset(verdict), "class", "verdict");
        }
        writeCharts();
        writeTables();
        run.gallery().ifPresent(gallery -> {
            html.element("h2", "Examples");
            gallery.write(html);
        });
        writeProvenance();
        return html.toString();
    }

    private String leadLine() {
        StringJoiner line = new StringJoiner(" \u00b7 ");
        line.add("run folder " + run.name()).add(run.status());
        line.add("seed " + run.manifest().json().path("seed").asText());
        if (run.record().has("seconds")) {
            line.add(Texts.duration(run.record().get("seconds").asDouble()));
        }
        return line.toString();
    }

    /** Writes the charts of the experiment. If none of them has lines, also writes the curves of the metrics. */
    private void writeCharts() {
        List<Chart> charts = new ArrayList<>(run.charts());
        boolean showsMetrics = charts.stream().noneMatch(Chart::hasLines);
        if (showsMetrics) {
            charts.addAll(run.curves());
        }
        if (charts.isEmpty()) {
            return;
        }
        html.element("h2", "Charts").open("div", "class", "grid");
        charts.forEach(chart -> chart.write(html));
        html.close("div");
        if (charts.stream().anyMatch(Chart::hasBands)) {
            html.note(
                    showsMetrics // then no chart of the experiment has lines, so only curves of metrics have bands
                            ? "Lines are means over repeats; bands reach from the smallest to the largest value."
                            : "Bands are one standard error to each side.");
        }
    }

    /**
     * Writes the tables and notes of {@code summary.json}. If it has no table, writes the figures of the run instead. If there are none
     * either, writes the metrics as a table, unless they can be drawn as curves or are long.
     */
    private void writeTables() {
        if (hasTable(run.summary().path("parts"))) {
            html.element("h2", "Result");
            run.summary().path("parts").forEach(part -> Tables.writePart(html, part));
        } else if (run.result().isPresent()) {
            run.result().ifPresent(this::writeResult);
        } else if (run.curves().isEmpty()) {
            run.metrics().filter(table -> table.rows().size() <= MOST_ROWS).ifPresent(table -> {
                html.element("h2", "Metrics");
                Tables.write(html, table);
            });
        }
    }

    private static boolean hasTable(JsonNode parts) {
        for (JsonNode part : parts) {
            if (part.isArray()) {
                return true;
            }
        }
        return false;
    }

    private void writeResult(ResultFigures result) {
        html.element("h2", "Result");
        if (!result.single().isEmpty()) {
            html.open("dl", "class", "figures");
            result.single()
                    .forEach((name, figure) -> html.open("div")
                            .element("dt", name)
                            .element("dd", figure.text())
                            .close("div"));
            html.close("dl");
        }
        result.tables().forEach(table -> Tables.write(html, table));
        writeNoteOnErrors();
    }

    private void writeNoteOnErrors() {
        if (html.toString().contains("\u00b1")) {
            html.note("\u00b1 is one standard error.");
        }
    }

    private void writeProvenance() {
        JsonNode manifest = run.manifest().json();
        html.element("h2", "How it was made");
        html.open("pre").text("dither");
        run.manifest()
                .commandLine()
                .forEach(word -> html.text(" ").open("span").text(word).markup("</span>"));
        html.close("pre");
        html.open("p", "class", "files").text("Files beside this page: ");
        run.files()
                .forEach(
                        file -> html.open("a", "href", address(file)).text(file).markup("</a> "));
        html.close("p").open("div", "class", "side");
        Map<String, String> options = Texts.values(manifest.path("configuration"));
        options.keySet().removeAll(StoredManifest.OPTIONS_WITHOUT_EFFECT);
        options.replaceAll((name, value) -> value.isEmpty() ? "default" : value);
        Tables.writePairs(html, "Options", options);
        html.open("div");
        Tables.writePairs(html, "Machine and time", machine(manifest));
        if (!manifest.path("settings").isEmpty()) {
            Tables.writePairs(html, "Settings", Texts.values(manifest.path("settings")));
        }
        html.close("div").close("div");
        html.open("details").element("summary", "Libraries and data");
        if (!manifest.path("data").isEmpty()) {
            Tables.writePairs(html, "Data (SHA-256)", Texts.values(manifest.path("data")));
        }
        List<String> libraries = new ArrayList<>();
        Texts.values(manifest.path("libraries")).forEach((name, version) -> libraries.add(name + " " + version));
        html.note(String.join(", ", libraries)).close("details");
    }

    /** Returns the name of a file as a relative URL, with its characters escaped. */
    private static String address(String file) {
        return "./" + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Map<String, String> machine(JsonNode manifest) {
        Map<String, String> rows = new LinkedHashMap<>();
        JsonNode record = run.record();
        if (record.has("started")) {
            rows.put("started", record.get("started").asText());
            rows.put("time", Texts.duration(record.path("seconds").asDouble()));
            rows.put("processors", record.path("processors").asText());
            rows.put("heap at most", (record.path("maximumHeapBytes").asLong() >> 20) + " MiB");
        }
        rows.put("Java", manifest.path("jdk").asText());
        rows.put("system", manifest.path("os").asText());
        return rows;
    }
}
