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

    /**
     * Draws maps if the coordinates of the first example have names, as the edges of a graph do. All examples must
     * have the same graph.
     */
    static void drawMaps(LearningReport report, Map<String, double[]> positions, List<Outcome> outcomes) {
        outcomes.stream()
                .limit(1)
                .flatMap(outcome -> outcome.observation().oracle().as(NamedCoordinates.class).stream())
                .map(NamedCoordinates::coordinates)
                .forEach(edges -> report.map(positions, coordinate -> ends(String.valueOf(edges.get(coordinate)))));
    }

    /** Returns the ends of an edge such as {@code A->B} or {@code A-B}; a name without a dash is both ends. */
    private static LearningReport.Ends ends(String edge) {
        int arrow = edge.indexOf("->");
        int separator = arrow < 0 ? edge.indexOf('-') : arrow;
        int separatorLength = arrow < 0 ? 1 : 2;
        return separator < 0
                ? new LearningReport.Ends(edge, edge)
                : new LearningReport.Ends(edge.substring(0, separator), edge.substring(separator + separatorLength));
    }
}
