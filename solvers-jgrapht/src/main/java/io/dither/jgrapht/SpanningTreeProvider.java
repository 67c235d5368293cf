package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;
import java.util.Locale;

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
                Parameter.optional("complete", Parameter.Type.INTEGER, null, "the vertices of a complete graph"),
                Parameter.optional("file", Parameter.Type.FILE, null, "the edge list, instead of complete"),
                GraphFile.format(),
                Parameter.choice("sense", "whether theta holds costs or scores", "minimize", "maximize"),
                Algorithm.parameter());
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        Arguments.require(
                parameters.has("complete") != parameters.has("file"),
                "oracle '" + id() + "' needs either complete or file",
                "Maybe write " + id() + ":complete=10");
        Sense sense = Sense.valueOf(parameters.text("sense").toUpperCase(Locale.ROOT));
        Algorithm algorithm = Algorithm.of(parameters);
        return parameters.has("complete")
                ? SpanningTree.complete(parameters.integer("complete", 2), sense, algorithm)
                : SpanningTree.oracle(GraphFile.of(parameters, false), sense, algorithm);
    }
}
