package io.dither.jgrapht;

import io.dither.jgrapht.graph.Algorithm;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@link GridPath#cells}. */
public final class GridPathProvider implements OracleProvider {
    /** Creates the provider. */
    public GridPathProvider() {}

    @Override
    public String id() {
        return "jgrapht-grid-path";
    }

    @Override
    public String description() {
        return "Cheapest path through a grid, top left to bottom right; theta: costs >= 0 of the cells, row by row";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("rows", Parameter.Type.INTEGER, "the number of rows, at least 1"),
                Parameter.required("cols", Parameter.Type.INTEGER, "the number of columns, at least 1"),
                Parameter.choice("neighbours", "the steps allowed from a cell", "8", "4"),
                Algorithm.parameter());
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        return GridPath.cells(
                parameters.integer("rows", 1),
                parameters.integer("cols", 1),
                parameters.integer("neighbours", 4),
                Algorithm.of(parameters));
    }
}
