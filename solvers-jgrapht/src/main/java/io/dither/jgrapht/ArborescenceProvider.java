package io.dither.jgrapht;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Recipe;

/** Offers {@link Arborescence} on a graph from a file. */
public final class ArborescenceProvider extends Recipe<LinearOracle> implements OracleProvider {
    /** Creates the provider. */
    public ArborescenceProvider() {
        super(
                "jgrapht-arborescence",
                "Spanning arborescence of a directed graph read from a file; theta: costs or scores of the arcs",
                ArborescenceProvider::of,
                Parameter.required("file", Parameter.Type.FILE, "the edge list"),
                GraphFile.format(),
                Parameter.required("root", Parameter.Type.TEXT, "the vertex that reaches the others"),
                Parameter.choice("sense", "whether theta holds costs or scores", "minimize", "maximize"));
    }

    private static LinearOracle of(Parameters parameters) {
        FlatGraph graph = GraphFile.of(parameters, true);
        return Arborescence.oracle(graph, graph.vertex("root", parameters.text("root")), GraphFile.sense(parameters));
    }
}
