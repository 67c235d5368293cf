package io.dither.experiments.report;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.StoredManifest;
import io.dither.experiments.text.Html;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes the page of several runs: their verdicts, their figures side by side, their curves in the same charts, and the settings that
 * differ. Runs of the same experiment, options and data are one group, which is shown by its means; their seeds, threads and machines may
 * differ.
 */
final class ComparisonPage {
    /** If there are more groups than this, and more groups than values per group, each group has a row of the table instead of a column. */
    private static final int MOST_ACROSS = 4;

    private final List<RunGroup> groups;
    /** The number of runs in all groups. */
    private final int runCount;

    private final Html html = new Html();

    ComparisonPage(List<RunData> runs) {
        this.groups = RunGroup.of(runs);
        runCount = runs.size();
    }

    String html() {
        if (groups.size() < runCount) {
            html.element("p", groups.size() + " settings in " + runCount + " runs", "class", "lead");
        }
        writeVerdicts();
        writeFigures();
        writeCurves();
        html.element("h2", "What differs");
        writeDifferences();
        return html.toString();
    }

    /** Writes the verdicts of single runs; groups of several runs have none. */
    private void writeVerdicts() {
        for (RunGroup group : groups) {
            String verdict = group.first().summary().path("verdict").asText();
            if (!verdict.isEmpty() && group.runs().size() == 1) {
                html.open("p", "class", "verdict").element("b", group.name() + ":");
                html.text(Tables.typeset(verdict)).close("p");
            }
        }
    }

    private void writeFigures() {
        html.element("h2", "Results");
        writeTable("figure", groups.stream().map(RunGroup::figures).toList(), Figure::text, true);
        html.note("Shares are of 1: 0.05 is 5\u00a0%. "
                + (groups.size() < runCount
                        ? "\u00b1 is one standard error: over the runs of a group, or of its only run."
                        : "\u00b1 is one standard error, if it is known."));
    }

    /** Writes a table of values by group; {@code text} writes a value. Each group is a row if there are many groups, otherwise a column. */
    private <T> void writeTable(
            String firstHead, List<Map<String, T>> values, Function<T, String> text, boolean areNumbers) {
        List<String> names = groups.stream().map(RunGroup::name).toList();
        Set<String> allKeys = new LinkedHashSet<>();
        values.forEach(group -> allKeys.addAll(group.keySet()));
        List<String> keys = List.copyOf(allKeys);
        boolean areGroupsDown = names.size() > Math.max(MOST_ACROSS, keys.size());
        List<String> down = areGroupsDown ? names : keys;
        List<String> across = areGroupsDown ? keys : names;
        List<String> heads = new ArrayList<>(List.of(areGroupsDown ? "runs" : firstHead));
        heads.addAll(across);
        Tables.openTable(html, "", heads, head -> areNumbers && !head.equals(heads.get(0)));
        for (int i = 0; i < down.size(); i++) {
            html.open("tr").element("th", down.get(i), "scope", "row");
            for (int j = 0; j < across.size(); j++) {
                T value = values.get(areGroupsDown ? i : j).get(keys.get(areGroupsDown ? j : i));
                Tables.writeCell(html, value == null ? "" : text.apply(value), areNumbers);
            }
            html.close("tr");
        }
        Tables.closeTable(html);
    }

    private void writeCurves() {
        Map<String, List<Chart>> charts = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            for (Chart chart : groups.get(i).curves(i)) {
                charts.computeIfAbsent(chart.title() + " over " + chart.x().label(), absent -> new ArrayList<>())
                        .add(chart);
            }
        }
        // a chart of a single group compares nothing, unless there is only one group
        charts.values().removeIf(ofGroups -> ofGroups.size() < Math.min(2, groups.size()));
        if (!charts.isEmpty()) {
            html.element("h2", "Metrics").open("div", "class", "grid");
            charts.values().forEach(ofGroups -> overlaid(ofGroups).write(html));
            html.close("div");
            if (charts.values().stream().flatMap(List::stream).anyMatch(Chart::hasBands)) {
                html.note("Bands reach from the smallest to the largest value of repeats and runs.");
            }
        }
    }

    private static Chart overlaid(List<Chart> ofGroups) {
        Chart firstChart = ofGroups.get(0);
        return Chart.lines(firstChart.title(), firstChart.x().label(), "")
                .with(ofGroups.stream().flatMap(chart -> chart.marks().stream()).toList())
                .withLogXIfWide();
    }

    private void writeDifferences() {
        List<Map<String, String>> settings = new ArrayList<>();
        for (RunGroup group : groups) {
            RunData run = group.first();
            Map<String, String> runSettings = new LinkedHashMap<>();
            runSettings.put("experiment", run.manifest().experiment());
            runSettings.put("status", run.status());
            runSettings.put("time", Texts.duration(group.seconds()));
            Texts.values(run.manifest().json().path("configuration"))
                    .forEach((name, value) -> runSettings.put("--" + name, value));
            for (String part : new String[] {"settings", "data", "libraries"}) {
                runSettings.putAll(Texts.values(run.manifest().json().path(part)));
            }
            runSettings.put("Java", run.manifest().json().path("jdk").asText());
            StoredManifest.OPTIONS_WITHOUT_EFFECT.forEach(option -> runSettings.remove("--" + option));
            runSettings.put("--seed", group.seeds());
            settings.add(runSettings);
        }
        Set<String> differing = RunGroup.differing(settings);
        // the time is shown even if it is the same in all groups
        settings.forEach(group -> group.keySet().removeIf(name -> !differing.contains(name) && !name.equals("time")));
        writeTable("setting", settings, text -> text, false);
    }
}
