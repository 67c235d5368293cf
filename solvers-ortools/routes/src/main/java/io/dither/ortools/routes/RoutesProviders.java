package io.dither.ortools.routes;

import static io.dither.plugin.Parameter.Type.FLAG;
import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.REALS;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracles.routes.Visits;
import io.dither.oracles.routes.VisitsText;
import io.dither.ortools.internal.WholeNumbers;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.List;

/** Makes oracles of tours, routes and degree assignments from oracle texts, such as {@code ortools-tour:n=9}. */
public final class RoutesProviders implements PluginModule {
    private static final Parameter LIMIT = Parameter.of(
                    "limit",
                    REAL,
                    "the limit of a solve in CP-SAT's deterministic time, roughly seconds; unlimited if left out")
            .optional();

    @Override
    public List<OracleProvider> plugins() {
        return List.of(degreeAssignment(), routes(), tour());
    }

    private static OracleProvider degreeAssignment() {
        return OracleProvider.of(
                "degree-assignment",
                "arcs that enter and leave stops once per visit, and the depot once per route; tours may miss the depot",
                new VisitsText()::degreeAssignment,
                VisitsText.parameters(
                        Parameter.of("degree", INTEGER, "the number of visits to each stop, at least 1")
                                .withDefault("1"),
                        Parameter.of(
                                        "vehicles",
                                        INTEGER,
                                        "the largest number of routes, at least 1; the degree if left out")
                                .optional(),
                        Parameter.of("least", INTEGER, "the smallest number of routes; all vehicles if left out")
                                .optional()));
    }

    private static OracleProvider routes() {
        VisitsText visits = new VisitsText();
        return OracleProvider.of(
                "ortools-routes",
                "arcs of routes from a depot to all stops within capacities, by an assignment and OR-Tools CP-SAT or"
                        + " routing",
                p -> routesOracle(visits, p),
                VisitsText.parameters(
                        Parameter.of(
                                        "demands",
                                        REALS,
                                        "whole numbers >= 0, one per visit, such as (3,1,2); without places the stops are 1, 2, ...")
                                .optional(),
                        Parameter.of(
                                        "capacity",
                                        REALS,
                                        "the capacity of all vehicles, or one number per vehicle; the largest is at least each demand")
                                .optional(),
                        Parameter.of("vehicles", INTEGER, "the largest number of routes, at least 1"),
                        Parameter.of(
                                        "least",
                                        INTEGER,
                                        "the smallest number of routes; if left out 1, or 0 with optional stops")
                                .optional(),
                        Parameter.of("times", REALS, "the duration of each arc, whole numbers >= 0; only with windows")
                                .optional(),
                        Parameter.of(
                                        "windows",
                                        TEXT,
                                        "the start and the duration of each visit: ((earliest,latest,duration);...)")
                                .optional(),
                        Parameter.choice("method", "exact, or a heuristic search", "exact", "search"),
                        LIMIT,
                        Parameter.of("solutions", INTEGER, "the number of solutions that the search examines")
                                .withDefault("100")));
    }

    private static OracleProvider tour() {
        return OracleProvider.of(
                "ortools-tour",
                "0/1 marks of the edges or arcs of a shortest tour through all nodes, solved by OR-Tools CP-SAT",
                p -> new OrToolsTour(p.integer("n", 3), p.flag("directed"), limit(p)),
                Parameter.of("n", INTEGER, "the number of nodes, at least 3"),
                Parameter.of("directed", FLAG, "whether the two directions have different costs")
                        .withDefault("false"),
                LIMIT);
    }

    private static LinearOracle routesOracle(VisitsText text, Parameters parameters) {
        boolean hasDemands = parameters.has("demands");
        Arguments.require(
                hasDemands == parameters.has("capacity"),
                "routes need demands and a capacity, or neither",
                "Maybe write demands=(3,1,2),capacity=4");
        long[] demands = hasDemands ? WholeNumbers.of("demands", parameters.reals("demands")) : new long[0];
        // without places there are the depot and one stop per demand; each stop is visited once
        Visits visits = text.read(parameters, hasDemands ? demands.length + 1 : 0, 1);
        int defaultRoutes = visits.areOptional() ? 0 : 1;
        int minRoutes = parameters.has("least") ? parameters.integer("least", 0) : defaultRoutes;
        OrToolsRoutes routes = OrToolsRoutes.of(visits.routes(minRoutes, parameters.integer("vehicles", 1)))
                .limit(limit(parameters));
        if (hasDemands) {
            routes = routes.carrying(demands, WholeNumbers.of("capacity", parameters.reals("capacity")));
        }
        if (parameters.has("windows") || parameters.has("times")) { // each needs the other
            double[][] rows = parameters.rows("windows"); // one per visit
            long[][] windows = new long[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                windows[i] = WholeNumbers.of("windows[" + i + "]", rows[i]);
            }
            routes = routes.timed(WholeNumbers.of("times", parameters.reals("times")), windows);
        }
        return parameters.text("method").equals("exact") ? routes : routes.search(parameters.integer("solutions", 1));
    }

    private static double limit(Parameters parameters) {
        return parameters.has("limit") ? parameters.real("limit") : Double.POSITIVE_INFINITY;
    }
}
