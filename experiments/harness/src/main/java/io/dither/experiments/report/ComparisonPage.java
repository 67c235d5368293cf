package io.dither.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page of several runs: what differs between them, their figures side by side, their curves over each other. */
final class ComparisonPage {
    private static final Set<String> PLACES = Set.of("out", "resume", "json", "stacktrace");

    private final List<RunData> runs;
    private final List<String> names;
    private final Html html = new Html();

    ComparisonPage(List<RunData> runs) {
        this.runs = runs;
        this.names = names(runs);
    }

    /** Folders of the same name are numbered. */
    private static List<String> names(List<RunData> runs) {
        List<String> names = new ArrayList<>();
        for (RunData run : runs) {
            String name = run.name();
            names.add(names.contains(name) ? name + " (" + (names.size() + 1) + ")" : name);
        }
        return names;
    }

    String html() {
        html.element("p", String.join(" \u00b7 ", names), "class", "lead");
        figures();
        curves();
        html.element("h2", "What differs");
        differences();
        return html.toString();
    }

    private void figures() {
        List<Map<String, Figure>> all = runs.stream()
                .map(run -> run.result().map(ResultFigures::all).orElse(Map.of()))
                .toList();
        html.element("h2", "Results");
        table("figure", all, Figure::text, true);
        html.element("p", "\u00b1 is one standard error, where one is known.", "class", "note");
    }

    private interface Shown<T> {
        String text(T value);
    }

    private <T> void table(String first, List<Map<String, T>> values, Shown<T> shown, boolean areNumbers) {
        Set<String> rows = new LinkedHashSet<>();
        values.forEach(run -> rows.addAll(run.keySet()));
        List<String> columns = new ArrayList<>(List.of(first));
        columns.addAll(names);
        Tables.start(html, "", columns, column -> areNumbers && !column.equals(first));
        for (String row : rows) {
            html.open("tr").element("th", row, "scope", "row");
            for (Map<String, T> run : values) {
                T value = run.get(row);
                Tables.cell(html, value == null ? "" : shown.text(value), areNumbers);
            }
            html.close("tr");
        }
        Tables.end(html);
    }

    private void curves() {
        Map<String, List<Chart>> charts = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            for (Chart chart : runs.get(i).curves(names.get(i), i)) {
                charts.computeIfAbsent(chart.title() + " over " + chart.xLabel(), absent -> new ArrayList<>())
                        .add(chart);
            }
        }
        charts.values().removeIf(shared -> shared.size() < 2);
        if (!charts.isEmpty()) {
            html.element("h2", "Metrics").open("div", "class", "grid");
            charts.values().forEach(shared -> new ChartSvg(overlaid(shared), true).write(html));
            html.close("div");
        }
    }

    private static Chart overlaid(List<Chart> shared) {
        Chart first = shared.get(0);
        return new Chart(
                first.title(),
                first.xLabel(),
                shared.stream().flatMap(chart -> chart.series().stream()).toList());
    }

    private void differences() {
        List<Map<String, String>> settings = new ArrayList<>();
        for (RunData run : runs) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("experiment", run.manifest().experiment());
            all.put("status", run.status());
            all.put("time", Texts.duration(run.record().path("seconds").asDouble()));
            Texts.values(run.manifest().json().path("configuration"))
                    .forEach((name, value) -> all.put("--" + name, value));
            for (String part : new String[] {"settings", "data", "libraries"}) {
                all.putAll(Texts.values(run.manifest().json().path(part)));
            }
            all.put("Java", run.manifest().json().path("jdk").asText());
            PLACES.forEach(place -> all.remove("--" + place));
            settings.add(all);
        }
        Set<String> shared = new LinkedHashSet<>(settings.get(0).keySet());
        shared.removeIf(name -> !isShared(name, settings));
        settings.forEach(run -> run.keySet().removeAll(shared));
        table("setting", settings, text -> text, false);
    }

    private static boolean isShared(String name, List<Map<String, String>> settings) {
        return !name.equals("time")
                && settings.stream()
                                .map(run -> run.getOrDefault(name, ""))
                                .distinct()
                                .count()
                        == 1;
    }
}
