package io.dither.experiments.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.error.DataException;
import io.dither.experiments.run.StoredJson;
import io.dither.experiments.run.StoredManifest;
import io.dither.experiments.run.TextTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The figures in the {@code result.json} of a run, as texts: two texts are equal if the numbers are equal to the last bit. Durations,
 * whose names end with {@code seconds}, are left out.
 *
 * @param figures each figure by its path, such as {@code regret.floor}
 * @param origin data, libraries, Java version and operating system of the run, each by its path in the manifest, such as {@code jdk}
 */
record RunFigures(Map<String, String> figures, Map<String, String> origin) {
    private static final String ABSENT = "none";

    static RunFigures read(Path folder) {
        JsonNode result = StoredJson.read(folder.resolve("result.json"))
                .orElseThrow(() -> new DataException(
                        folder.toString(), 0, "has no result.json. Maybe the run has not ended, or was stopped"));
        Map<String, String> figures = new LinkedHashMap<>();
        flatten("", result, figures);
        Map<String, String> origin = new LinkedHashMap<>();
        JsonNode manifest = StoredManifest.read(folder).json();
        for (String part : new String[] {"data", "libraries", "jdk", "os"}) {
            flatten(part, manifest.path(part), origin);
        }
        return new RunFigures(figures, origin);
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        String prefix = path.isEmpty() ? "" : path + ".";
        if (node.isObject()) {
            node.properties().forEach(entry -> flatten(prefix + entry.getKey(), entry.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(prefix + i, node.get(i), into);
            }
        } else if (!node.isMissingNode() && !path.endsWith("seconds")) {
            into.put(path, node.asText());
        }
    }

    /** Returns the verdict; before it, if figures differ, a table of these figures and a table of what differs in the origin. */
    String comparison(RunFigures after) {
        String differences = differences("figure", figures, after.figures);
        if (differences.isEmpty()) {
            return "same: all " + figures.size() + " figures of result.json are equal to the last bit\n";
        }
        String reasons = differences("origin", origin, after.origin);
        return differences + "\n"
                + (reasons.isEmpty() ? "" : reasons + "\n")
                + "different: the figures of result.json above are not the same\n";
    }

    private static String differences(String heading, Map<String, String> before, Map<String, String> after) {
        TextTable table = new TextTable(heading, "before", "now");
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> before.getOrDefault(name, ABSENT).equals(after.getOrDefault(name, ABSENT)));
        names.forEach(name -> table.row(name, before.getOrDefault(name, ABSENT), after.getOrDefault(name, ABSENT)));
        return names.isEmpty() ? "" : table.toString();
    }

    boolean hasSameFigures(RunFigures after) {
        return figures.equals(after.figures);
    }
}
