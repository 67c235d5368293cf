package io.dither.jgrapht;

import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Recipe;
import java.util.Locale;

/** Offers {@link LongestPath} on a graph from a file. Oracles that differ in their ends share the graph. */
public final class LongestPathProvider extends Recipe<LinearOracle> implements OracleProvider {
    /** Creates the provider. */
    public LongestPathProvider() {
        this(new Families<>());
    }

    private LongestPathProvider(Families<PathFamily> families) {
        super(
                "jgrapht-longest-path",
                "Longest path between two vertices of an acyclic graph read from a file; theta: scores of edges or vertices",
                parameters -> create(families, parameters),
                Parameter.required("file", Parameter.Type.FILE, "the edge list, without a cycle"),
                GraphFile.format(),
                Parameter.required("source", Parameter.Type.TEXT, "the vertex where paths start"),
                Parameter.required("target", Parameter.Type.TEXT, "the vertex where paths end"),
                Parameter.choice(
                        "weights", "what theta puts scores on, in the order of the file", "edges", "vertices"));
    }

    private static LinearOracle create(Families<PathFamily> families, Parameters parameters) {
        WeightsOn weights = WeightsOn.valueOf(parameters.text("weights").toUpperCase(Locale.ROOT));
        PathFamily family = families.of(
                parameters.file("file"),
                parameters.text("format"),
                true,
                weights,
                graph -> PathFamily.longest(graph, weights));
        return family.oracle(
                family.vertex("source", parameters.text("source")), family.vertex("target", parameters.text("target")));
    }
}
