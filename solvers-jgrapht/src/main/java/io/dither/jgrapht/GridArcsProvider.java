package io.dither.jgrapht;

import io.dither.jgrapht.graph.Algorithm;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@link GridPath#arcs}. */
public final class GridArcsProvider implements OracleProvider {
    /** Creates the provider. */
    public GridArcsProvider() {}

    @Override
    public String id() {
        return "jgrapht-grid-arcs";
    }

    @Override
    public String description() {
        return "Cheapest path through a grid by steps right and down; theta: costs of the arcs, for each row right, then down";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("rows", Parameter.Type.INTEGER, "the number of rows, at least 1"),
                Parameter.required("cols", Parameter.Type.INTEGER, "the number of columns, at least 1"),
                Algorithm.parameter());
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        return GridPath.arcs(parameters.integer("rows", 1), parameters.integer("cols", 1), Algorithm.of(parameters));
    }
}
