package io.dither.experiments.roadcosts;

import io.dither.experiments.learning.LearningReport;
import io.dither.learn.model.Features;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Roads with features. Vertices are 0 to n - 1 here and 1 to n in files and on pages.
 *
 * @param file the file in the format of TNTP that the oracles read
 * @param vertices n
 * @param zones the number of zones, or 0 if there are none; zones are the first vertices: trips begin and end there, and paths do not pass
 *     through them
 * @param links the links
 * @param names the names of the features
 * @param positionsOfVertices x and y of each vertex in turn, length 2 n, or empty if they are unknown
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record RoadNetwork(Path file, int vertices, int zones, Links links, List<String> names, double[] positionsOfVertices) {
    /**
     * The links.
     *
     * @param tails the start vertex of each link
     * @param heads the end vertex of each link
     * @param features a row per link
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Links(int[] tails, int[] heads, Features features) {}

    int[] tails() {
        return links.tails;
    }

    int[] heads() {
        return links.heads;
    }

    Features features() {
        return links.features;
    }

    int linkCount() {
        return links.tails.length;
    }

    /** Returns the number of vertices at which trips may begin and end; these are the first vertices. */
    int tripEndCount() {
        return zones == 0 ? vertices : zones;
    }

    /** Returns the oracle of the paths between two vertices; all oracles of a network share its graph. */
    LinearOracle paths(OracleRegistry solvers, int from, int to) {
        Map<String, String> arguments =
                Map.of("file", file.toString(), "format", "tntp", "source", name(from), "target", name(to));
        return solvers.create(new PluginSpec("jgrapht-shortest-path", arguments).toString());
    }

    /** Returns the costs of links at given weights. */
    double[] costs(double[] weights) {
        double[] costs = new double[linkCount()];
        for (int e = 0; e < costs.length; e++) {
            for (int k = 0; k < weights.length; k++) {
                costs[e] += weights[k] * links.features.get(e, k);
            }
        }
        return costs;
    }

    /** Returns x and y by the name of the vertex. */
    Map<String, double[]> positions() {
        Map<String, double[]> positions = new HashMap<>();
        for (int v = 0; 2 * v < positionsOfVertices.length; v++) {
            positions.put(name(v), new double[] {positionsOfVertices[2 * v], positionsOfVertices[2 * v + 1]});
        }
        return positions;
    }

    LearningReport.Ends ends(int link) {
        return new LearningReport.Ends(name(links.tails[link]), name(links.heads[link]));
    }

    private static String name(int vertex) {
        return String.valueOf(vertex + 1);
    }
}
