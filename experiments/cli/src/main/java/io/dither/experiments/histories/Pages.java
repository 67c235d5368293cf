package io.dither.experiments.histories;

import io.dither.experiments.launch.Context;
import io.dither.experiments.learning.LearningReport;
import io.dither.learn.Outcome;
import io.dither.oracle.capability.NamedCoordinates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws maps on the page of a model, by the positions of the vertices of a graph. */
final class Pages {
    /** The file of the page in the folder of a model. */
    static final String FILE = "report.html";

    private Pages() {}

    /** Reads the positions (x, y) of vertices from the columns vertex, x and y. */
    static Map<String, double[]> positions(String place, DataOptions data, Context context) {
        Map<String, double[]> positions = new LinkedHashMap<>();
        data.histories(context)
                .open(place)
                .forEach(row -> positions.put(row.text("vertex"), new double[] {row.number("x"), row.number("y")}));
        return positions;
    }

    /** Draws maps if oracles name their coordinates, and all of these give the same names: those of the edges of one graph. */
    static void drawMaps(LearningReport report, Map<String, double[]> positions, List<Outcome> outcomes) {
        List<List<?>> names = outcomes.stream()
                .flatMap(outcome -> outcome.observation().oracle().as(NamedCoordinates.class).stream())
                .<List<?>>map(NamedCoordinates::coordinates)
                .toList();
        if (!names.isEmpty() && names.stream().allMatch(names.get(0)::equals)) {
            report.map(positions, coordinate -> ends(String.valueOf(names.get(0).get(coordinate))));
        }
    }

    /** Returns the ends of an edge such as {@code A->B} or {@code A-B}; a name without a dash is both ends. */
    private static LearningReport.Ends ends(String edge) {
        String[] ends = edge.split(edge.contains("->") ? "->" : "-", 2);
        return new LearningReport.Ends(ends[0], ends[ends.length - 1]);
    }
}
