package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The page of one run: figures first, how to get them again last. */
final class RunPage {
    /** A longer table of metrics is read from the file. */
    private static final int MOST_ROWS = 100;

    private final RunData run;
    private final Html html = new Html();

    RunPage(RunData run) {
        this.run = run;
    }

    String html() {
        html.element("p", summary(), "class", "lead");
        run.result().ifPresent(this::result);
        figures();
        curves();
        run.gallery().ifPresent(gallery -> {
            html.element("h2", "Examples");
            gallery.write(html);
        });
        provenance();
        return html.toString();
    }

    private String summary() {
        StringJoiner summary = new StringJoiner(" \u00b7 ");
        summary.add("run folder " + run.name()).add(run.status());
        summary.add("seed " + run.manifest().json().path("seed").asText());
        if (run.record().has("seconds")) {
            summary.add(Texts.duration(run.record().get("seconds").asDouble()));
        }
        return summary.toString();
    }

    private void result(ResultFigures result) {
        html.element("h2", "Result");
        if (!result.alone().isEmpty()) {
            html.open("dl", "class", "figures");
            result.alone()
                    .forEach((name, figure) -> html.open("div")
                            .element("dt", name)
                            .element("dd", figure.text())
                            .close("div"));
            html.close("dl");
        }
        result.tables().forEach(table -> Tables.write(html, table));
        if (html.toString().contains("\u00b1")) {
            html.element("p", "\u00b1 is one standard error.", "class", "note");
        }
    }

    private void figures() {
        if (!run.figures().isEmpty()) {
            html.element("h2", "Figures").open("div", "class", "grid");
            run.figures()
                    .forEach(figure -> html.open("figure", "class", "plot")
                            .open("img", "src", figure.dataUri(), "alt", figure.title())
                            .close("figure"));
            html.close("div");
        }
    }

    private void curves() {
        List<Chart> charts = run.curves("", 0);
        if (!charts.isEmpty()) {
            html.element("h2", "Metrics").open("div", "class", "grid");
            charts.forEach(chart -> new ChartSvg(chart, false).write(html));
            html.close("div");
            if (charts.stream().flatMap(chart -> chart.series().stream()).anyMatch(Series::hasBand)) {
                html.element(
                        "p",
                        "Lines are means over repeats; bands reach from the least to the greatest.",
                        "class",
                        "note");
            }
        } else if (run.result().map(result -> result.tables().isEmpty()).orElse(true)) {
            run.metrics().filter(table -> table.rows().size() <= MOST_ROWS).ifPresent(table -> {
                html.element("h2", "Metrics");
                Tables.write(html, table);
            });
        }
    }

    private void provenance() {
        JsonNode manifest = run.manifest().json();
        html.element("h2", "How it was made");
        html.element("pre", "dither " + String.join(" ", run.manifest().commandLine()));
        html.open("div", "class", "side");
        Tables.pairs(html, "Options", Texts.values(manifest.path("configuration")));
        Tables.pairs(html, "Machine and time", machine(manifest));
        html.close("div");
        if (!manifest.path("settings").isEmpty()) {
            Tables.pairs(html, "Settings", Texts.values(manifest.path("settings")));
        }
        if (!manifest.path("data").isEmpty()) {
            Tables.pairs(html, "Data (SHA-256)", Texts.values(manifest.path("data")));
        }
        html.element("h3", "Libraries");
        List<String> libraries = new ArrayList<>();
        Texts.values(manifest.path("libraries")).forEach((name, version) -> libraries.add(name + " " + version));
        html.element("p", String.join(", ", libraries), "class", "note");
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
