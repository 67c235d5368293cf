package io.dither.jgrapht;

import io.dither.jgrapht.graph.Algorithm;
import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@link SpanningTree} on a complete graph or on one from a file. */
public final class SpanningTreeProvider implements OracleProvider {
    /** Creates the provider. */
    public SpanningTreeProvider() {}

    @Override
    public String id() {
        return "jgrapht-spanning-tree";
    }

    @Override
    public String description() {
        return "Spanning tree of a complete graph or of one read from a file; theta: costs or scores of the edges";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                GraphFile.complete(),
                GraphFile.insteadOfComplete(),
                GraphFile.format(),
                Parameter.choice("sense", "whether theta holds costs or scores", "minimize", "maximize"),
                Algorithm.parameter());
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        return SpanningTree.oracle(
                GraphFile.orComplete(id(), parameters, 2), GraphFile.sense(parameters), Algorithm.of(parameters));
    }
}
