package io.dither.experiments.report;

import com.fasterxml.jackson.databind.node.DoubleNode;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.StoredManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs of one experiment whose options, settings and data differ at most in seed, number of threads, and options that change no result.
 * Their machines and libraries may differ, too. Groups of runs are compared by their means.
 *
 * @param name the options in which the group differs from the other groups, or the name of the folder of its first run; with a
 *     number if an earlier group has that name
 * @param runs the runs
 */
record RunGroup(String name, List<RunData> runs) {
    /** A group whose options make a longer name has the name of the folder of its first run. */
    private static final int LONGEST_NAME = 60;

    /** Groups runs; the groups are in the order of their first runs. */
    static List<RunGroup> of(List<RunData> runs) {
        Map<Map<String, String>, List<RunData>> groups = new LinkedHashMap<>();
        runs.forEach(run -> groups.computeIfAbsent(options(run), absent -> new ArrayList<>())
                .add(run));
        Set<String> differing = differing(groups.keySet());
        List<RunGroup> named = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        groups.forEach((options, members) -> {
            String differences = differing.stream()
                    .map(option -> (option + " " + options.getOrDefault(option, "")).strip())
                    .collect(Collectors.joining(", "));
            String name = differences.isEmpty() || differences.length() > LONGEST_NAME
                    ? members.get(0).name()
                    : differences;
            String unique = names.add(name) ? name : name + " (" + (named.size() + 1) + ")";
            names.add(unique);
            named.add(new RunGroup(unique, members));
        });
        return named;
    }

    /** Returns the options and other settings of a run by name, without seed, threads, and options that change no result. */
    private static Map<String, String> options(RunData run) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("experiment", run.manifest().experiment());
        for (String part : List.of("configuration", "settings", "data")) {
            options.putAll(Texts.values(run.manifest().json().path(part)));
        }
        options.keySet().removeAll(StoredManifest.OPTIONS_WITHOUT_EFFECT);
        options.keySet().removeAll(Set.of("seed", "threads"));
        return options;
    }

    /** Returns the options whose values differ between groups. */
    static Set<String> differing(Collection<Map<String, String>> groups) {
        Set<String> differing = new LinkedHashSet<>();
        groups.forEach(group -> differing.addAll(group.keySet()));
        differing.removeIf(option -> groups.stream()
                        .map(group -> group.getOrDefault(option, ""))
                        .distinct()
                        .count()
                == 1);
        return differing;
    }

    RunData first() {
        return runs.get(0);
    }

    String seeds() {
        return runs.stream()
                .map(run -> run.manifest().json().path("seed").asText())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    double seconds() {
        return runs.stream()
                .mapToDouble(run -> run.record().path("seconds").asDouble())
                .sum();
    }

    /**
     * Returns the figures that all runs have: the figures of a single run, or the means of several runs with standard errors over the runs.
     */
    Map<String, Figure> figures() {
        List<Map<String, Figure>> figuresOfRuns = runs.stream()
                .map(run -> run.result().map(ResultFigures::numbers).orElse(Map.of()))
                .toList();
        if (figuresOfRuns.size() == 1) {
            return figuresOfRuns.get(0);
        }
        Map<String, Figure> means = new LinkedHashMap<>();
        for (String name : figuresOfRuns.get(0).keySet()) {
            List<Figure> figures = figuresOfRuns.stream()
                    .flatMap(byName -> byName.entrySet().stream())
                    .filter(entry -> entry.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .toList();
            if (figures.size() == figuresOfRuns.size()) {
                means.put(name, mean(figures));
            }
        }
        return means;
    }

    /** Returns the mean of at least two figures, with its standard error: the standard deviation divided by the root of their number. */
    private static Figure mean(List<Figure> figures) {
        double[] values = figures.stream()
                .mapToDouble(figure -> figure.value().asDouble())
                .toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new Figure(DoubleNode.valueOf(mean), Math.sqrt(squares / (values.length - 1) / values.length));
    }

    /** Returns the charts of the metrics, with means over the runs; the index of this group chooses the colour of its lines. */
    List<Chart> curves(int groupIndex) {
        return MetricsTable.joined(
                        runs.stream().flatMap(run -> run.metrics().stream()).toList())
                .map(table -> Curves.of(table, name, groupIndex))
                .orElse(List.of());
    }
}
