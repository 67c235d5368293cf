package io.dither.ortools.cpsat;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@code ortools-tour}: the travelling salesman problem. */
public final class OrToolsTourProvider implements OracleProvider {
    /** Does nothing: the native library loads when the first session opens. */
    public OrToolsTourProvider() {}

    @Override
    public String id() {
        return "ortools-tour";
    }

    @Override
    public String description() {
        return "0/1 marks of the edges or arcs of a shortest tour through all nodes, solved by OR-Tools CP-SAT";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("n", Parameter.Type.INTEGER, "the number of nodes, at least 3"),
                Parameter.optional(
                        "directed", Parameter.Type.FLAG, "false", "whether both directions have costs of their own"),
                Parameter.optional(
                        "limit",
                        Parameter.Type.REAL,
                        null,
                        "of CP-SAT's deterministic time a solve, roughly seconds; none where left out"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        return OrToolsTour.oracle(
                parameters.integer("n", 3),
                parameters.flag("directed"),
                parameters.has("limit") ? parameters.real("limit") : Double.POSITIVE_INFINITY);
    }
}
