package io.dither.ortools.routes;

import com.google.ortools.constraintsolver.Assignment;
import com.google.ortools.constraintsolver.FirstSolutionStrategy;
import com.google.ortools.constraintsolver.LocalSearchMetaheuristic;
import com.google.ortools.constraintsolver.RoutingDimension;
import com.google.ortools.constraintsolver.RoutingIndexManager;
import com.google.ortools.constraintsolver.RoutingModel;
import com.google.ortools.constraintsolver.RoutingSearchParameters;
import com.google.ortools.constraintsolver.main;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.ortools.internal.NativeSession;
import io.dither.ortools.internal.PowerOfTwo;

/**
 * Searches for routes by OR-Tools' routing library. The native model exists only during a solve, because its costs
 * cannot be changed. An index of the native model is not a node: each vehicle has its own start and end at the depot.
 */
final class RoutesSession extends NativeSession {
    /**
     * The bound of the product of an integer cost and the number of arcs in a solution, before {@link #setCosts} adds a
     * number that can double the largest cost. With this bound, sums of costs and of the penalties of the guided local
     * search stay far below 2^63.
     */
    private static final double RANGE = 0x1p44;

    /**
     * The limit of branches is this number plus {@link #EXTRA_BRANCHES} for each node and for each solution. A solution
     * takes about six branches; without a limit, the search would try all packings if visits do not fit into the
     * vehicles.
     */
    private static final long BASE_BRANCHES = 10_000;

    /** By how much each node, and each solution, raises the limit of branches. */
    private static final long EXTRA_BRANCHES = 100;

    private final OrToolsRoutes routes;
    /** The integer cost of the arc between two nodes; on the diagonal, the cost of leaving the visit out. */
    private final long[][] costs;

    /** The demand of each node; 0 for the depot. */
    private final long[] demands;

    private final RoutingSearchParameters parameters;
    /** The parameters of a greedy descent, which continues a search that ended with too few routes. */
    private final RoutingSearchParameters descent;

    RoutesSession(OrToolsRoutes routes) {
        super("the routes");
        this.routes = routes;
        costs = new long[routes.nodes()][routes.nodes()];
        demands = new long[routes.nodes()];
        for (int node = 0; node < demands.length; node++) {
            demands[node] = routes.demand(node);
        }
        // main is OR-Tools' class of global functions
        parameters = main.defaultRoutingSearchParameters().toBuilder()
                .setFirstSolutionStrategy(FirstSolutionStrategy.Value.PATH_CHEAPEST_ARC)
                // with few nodes, the guided search might search forever for another solution
                .setLocalSearchMetaheuristic(
                        routes.nodes() > 4
                                ? LocalSearchMetaheuristic.Value.GUIDED_LOCAL_SEARCH
                                : LocalSearchMetaheuristic.Value.GREEDY_DESCENT)
                .setSolutionLimit(routes.solutions())
                .build();
        descent = parameters.toBuilder()
                .setLocalSearchMetaheuristic(LocalSearchMetaheuristic.Value.GREEDY_DESCENT)
                .setSolutionLimit(Long.MAX_VALUE)
                .build();
    }

    @Override
    protected void doSolve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, routes.dimension());
        long unusedCost = setCosts(theta);
        RoutingIndexManager manager =
                // one vehicle per route; node 0 is the depot
                new RoutingIndexManager(routes.nodes(), routes.visits().maxRoutes(), 0);
        RoutingModel model = new RoutingModel(manager);
        try {
            int optionalVehicleCosts = model.registerTransitMatrix(costs);
            // an unused vehicle goes from the depot to the depot; only the second matrix has this cost
            costs[0][0] = unusedCost;
            int requiredVehicleCosts = model.registerTransitMatrix(costs);
            // the first vehicles, which have the largest capacities, are the required vehicles
            for (int vehicle = 0; vehicle < routes.visits().maxRoutes(); vehicle++) {
                model.setArcCostEvaluatorOfVehicle(
                        vehicle < routes.visits().minRoutes() ? requiredVehicleCosts : optionalVehicleCosts, vehicle);
                model.SetVehicleUsedWhenEmpty(true, vehicle); // otherwise the arc of an unused vehicle has no cost
            }
            // 0: a load grows by the demands alone; true: loads start at 0
            model.addDimensionWithVehicleCapacity(
                    model.registerUnaryTransitVector(demands), 0, routes.capacities(), true, "load");
            if (routes.isTimed()) {
                addTimes(manager, model);
            }
            restrict(manager, model);
            model.addSearchMonitor(model.solver()
                    .makeBranchesLimit(BASE_BRANCHES + EXTRA_BRANCHES * (costs.length + (long) routes.solutions())));
            Assignment answer = model.solveWithParameters(parameters);
            if (answer == null) {
                throw new OracleException(
                        Code.NOT_OPTIMAL,
                        "the search found no routes (" + model.status() + "). Maybe the stops do not fit into "
                                + routes.visits().maxRoutes() + " vehicles: allow more");
            }
            // with too few routes, descends until all required vehicles are used, then searches again
            if (fill(manager, model, answer, vertex) < routes.visits().minRoutes()) {
                fill(manager, model, improved(model, improved(model, answer, descent), parameters), vertex);
            }
            routes.violation(vertex).ifPresent(violation -> {
                throw new OracleException(Code.NOT_OPTIMAL, "the search found only infeasible routes: " + violation);
            });
        } finally {
            model.delete();
            manager.delete();
        }
    }

    /** Continues a search from an assignment; returns the assignment itself if the search finds no routes. */
    private static Assignment improved(RoutingModel model, Assignment from, RoutingSearchParameters parameters) {
        Assignment better = model.solveFromAssignmentWithParameters(from, parameters);
        return better == null ? from : better;
    }

    /**
     * Sets the integer costs, and adds the same number to all of them, so that they are at least 0. This changes the
     * costs of all solutions by the same amount, because all have the same number of arcs: one ends at each visit, and
     * one at the end of each vehicle's route. Returns the cost of not using a vehicle that must be used: it is above
     * the cost of any routes.
     */
    private long setCosts(double[] theta) {
        // costs are theta times two powers of two, whose product may overflow: normaliser brings the largest magnitude
        // into [1, 2), and scale is the largest power that keeps the integer costs in the range
        double normaliser = PowerOfTwo.normalising(theta);
        double scale = PowerOfTwo.largestScale(
                PowerOfTwo.largestScaledMagnitude(theta, normaliser),
                RANGE / (routes.nodes() + routes.visits().maxRoutes()));
        long min = 0;
        long max = 1; // not 0, so that an unused vehicle has a cost even if all arcs cost 0
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < costs.length; j++) {
                int coordinate = routes.coordinate(i, j);
                costs[i][j] = coordinate < 0 ? 0 : (long) Math.rint(theta[coordinate] * normaliser * scale);
                min = Math.min(min, costs[i][j]);
            }
        }
        for (long[] row : costs) {
            for (int j = 0; j < row.length; j++) {
                row[j] -= min;
                max = Math.max(max, row[j]);
            }
        }
        return max * (routes.nodes() + routes.visits().maxRoutes() + 1);
    }

    /** Adds the clock: the start of each visit is in its window, and vehicles may wait. */
    private void addTimes(RoutingIndexManager manager, RoutingModel model) {
        long[][] times = new long[costs.length][costs.length];
        long end = 0;
        for (int i = 0; i < times.length; i++) {
            for (int j = 1; j < times.length; j++) { // vehicles may return at any time, so arcs to the depot take 0
                times[i][j] = i == j ? 0 : routes.time(i, j);
            }
            end = Math.max(end, routes.latest(i));
        }
        // vehicles wait at most until the latest start of all visits, and no clock exceeds it; true: clocks start at 0
        model.addDimension(model.registerTransitMatrix(times), end, end, true, "time");
        RoutingDimension clock = model.getMutableDimension("time");
        for (int i = 1; i < times.length; i++) {
            clock.cumulVar(manager.nodeToIndex(i)).setRange(routes.earliest(i), routes.latest(i));
        }
    }

    /** Removes arcs that do not exist. If stops are optional, allows leaving out each visit at its cost. */
    private void restrict(RoutingIndexManager manager, RoutingModel model) {
        for (int i = 1; i < costs.length; i++) {
            long index = manager.nodeToIndex(i);
            for (int j = 1; j < costs.length; j++) {
                if (i != j && routes.coordinate(i, j) < 0) {
                    model.nextVar(index).removeValue(manager.nodeToIndex(j));
                }
            }
            if (routes.coordinate(i, i) >= 0) {
                model.addDisjunction(new long[] {index}, costs[i][i]);
            }
            for (int vehicle = 0; vehicle < routes.visits().maxRoutes(); vehicle++) {
                if (routes.coordinate(i, 0) < 0) {
                    model.nextVar(index).removeValue(model.end(vehicle));
                }
                if (routes.coordinate(0, i) < 0) {
                    model.nextVar(model.start(vehicle)).removeValue(index);
                }
            }
        }
    }

    /** Fills the vertex; returns the number of routes. */
    private int fill(RoutingIndexManager manager, RoutingModel model, Assignment answer, Vertex vertex) {
        int[] counts = new int[routes.dimension()];
        int routeCount = 0;
        for (int vehicle = 0; vehicle < routes.visits().maxRoutes(); vehicle++) {
            long index = model.start(vehicle);
            while (!model.isEnd(index)) {
                long next = answer.value(model.nextVar(index));
                int from = manager.indexToNode(index);
                int to = manager.indexToNode(next);
                routeCount += from != to && to == 0 ? 1 : 0; // an unused vehicle goes from the depot to the depot
                if (from != to) {
                    counts[routes.coordinate(from, to)]++;
                }
                index = next;
            }
        }
        for (int node = 1; node < costs.length; node++) {
            long index = manager.nodeToIndex(node);
            if (answer.value(model.nextVar(index)) == index) {
                counts[routes.coordinate(node, node)]++;
            }
        }
        vertex.clear();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                vertex.add(i, counts[i]);
            }
        }
        vertex.gap(Double.POSITIVE_INFINITY); // the session of DegreeAssignment, which calls this one, lowers the gap
        return routeCount;
    }
}
