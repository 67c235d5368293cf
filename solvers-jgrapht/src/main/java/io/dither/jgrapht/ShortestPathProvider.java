package io.dither.jgrapht;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;
import java.util.Locale;

/**
 * Offers {@link ShortestPath} on a graph from a file. Oracles that differ in their ends share the graph, as long as it is one of the
 * few that were used last and the file has not changed: their sessions turn from one to the other.
 */
public final class ShortestPathProvider implements OracleProvider {
    private final Families<PathFamily> families = new Families<>();

    /** Creates the provider. */
    public ShortestPathProvider() {}

    @Override
    public String id() {
        return "jgrapht-shortest-path";
    }

    @Override
    public String description() {
        return "Shortest path between two vertices of a graph read from a file; theta: costs of edges or vertices";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("file", Parameter.Type.FILE, "the edge list"),
                GraphFile.format(),
                Parameter.required("source", Parameter.Type.TEXT, "the vertex where paths start"),
                Parameter.required("target", Parameter.Type.TEXT, "the vertex where paths end"),
                Parameter.optional("directed", Parameter.Type.FLAG, "true", "whether edges lead one way only"),
                Parameter.choice("weights", "what theta puts costs on, in the order of the file", "edges", "vertices"),
                Algorithm.pathParameter());
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        WeightsOn weights = WeightsOn.valueOf(parameters.text("weights").toUpperCase(Locale.ROOT));
        Algorithm algorithm = Algorithm.of(parameters);
        PathFamily family = families.of(
                parameters.file("file"),
                parameters.text("format"),
                parameters.flag("directed"),
                List.of(weights, algorithm),
                graph -> new PathFamily(graph, weights, algorithm));
        return family.oracle(
                family.vertex("source", parameters.text("source")), family.vertex("target", parameters.text("target")));
    }
}
