package io.dither.jgrapht;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;
import java.util.Locale;

/** Offers {@link ShortestPath} on a graph from a file. */
public final class ShortestPathProvider implements OracleProvider {
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
        FlatGraph graph = GraphFile.of(parameters, parameters.flag("directed"));
        WeightsOn on = WeightsOn.valueOf(parameters.text("weights").toUpperCase(Locale.ROOT));
        return new PathFamily(graph, on, Algorithm.of(parameters))
                .oracle(
                        graph.vertex("source", parameters.text("source")),
                        graph.vertex("target", parameters.text("target")));
    }
}
