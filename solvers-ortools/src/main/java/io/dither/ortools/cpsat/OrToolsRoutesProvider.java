package io.dither.ortools.cpsat;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.ortools.internal.WholeNumbers;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@code ortools-routes}: capacitated vehicle routing, exact or by search. */
public final class OrToolsRoutesProvider implements OracleProvider {
    /** Does nothing: the native library loads when the first session opens. */
    public OrToolsRoutesProvider() {}

    @Override
    public String id() {
        return "ortools-routes";
    }

    @Override
    public String description() {
        return "0/1 marks of the arcs of routes from a depot to all stops within a capacity, by OR-Tools CP-SAT or"
                + " routing";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "demands",
                        Parameter.Type.REALS,
                        "whole numbers >= 0, one a stop, such as (3,1,2); the depot is node 0"),
                Parameter.required("capacity", Parameter.Type.INTEGER, "what a vehicle carries, at least each demand"),
                Parameter.required("vehicles", Parameter.Type.INTEGER, "the most routes, at least 1"),
                Parameter.choice("method", "exact, or a heuristic search for costs >= 0", "exact", "search"),
                Parameter.optional(
                        "limit",
                        Parameter.Type.REAL,
                        null,
                        "of CP-SAT's deterministic time a solve, roughly seconds; none where left out"),
                Parameter.optional("solutions", Parameter.Type.INTEGER, "100", "how many the search looks at"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        long[] demands = WholeNumbers.of("demands", parameters.reals("demands"));
        int capacity = parameters.integer("capacity", 0);
        int vehicles = parameters.integer("vehicles", 1);
        return parameters.text("method").equals("exact")
                ? OrToolsRoutes.exact(
                        demands,
                        capacity,
                        vehicles,
                        parameters.has("limit") ? parameters.real("limit") : Double.POSITIVE_INFINITY)
                : OrToolsRoutes.search(demands, capacity, vehicles, parameters.integer("solutions", 1));
    }
}
