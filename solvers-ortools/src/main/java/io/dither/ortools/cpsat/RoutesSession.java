package io.dither.ortools.cpsat;

import com.google.ortools.constraintsolver.Assignment;
import com.google.ortools.constraintsolver.FirstSolutionStrategy;
import com.google.ortools.constraintsolver.LocalSearchMetaheuristic;
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

/** Searches routes by the routing library; its model lives for one solve, as its costs cannot be changed. */
final class RoutesSession extends NativeSession {
    /** Sums of costs and of the penalties of the guided local search stay far below 2^63. */
    private static final double RANGE = 0x1p44;

    private final OrToolsRoutes oracle;
    private final long[][] costs;
    private final long[] demands;
    private final RoutingSearchParameters parameters;

    RoutesSession(OrToolsRoutes oracle) {
        super("the routes");
        this.oracle = oracle;
        costs = new long[oracle.nodes()][oracle.nodes()];
        demands = new long[oracle.nodes()];
        for (int node = 0; node < demands.length; node++) {
            demands[node] = oracle.demand(node);
        }
        parameters = main.defaultRoutingSearchParameters().toBuilder()
                .setFirstSolutionStrategy(FirstSolutionStrategy.Value.PATH_CHEAPEST_ARC)
                // where there is hardly a choice, the guided search would wait for another solution for ever
                .setLocalSearchMetaheuristic(
                        oracle.nodes() > 4
                                ? LocalSearchMetaheuristic.Value.GUIDED_LOCAL_SEARCH
                                : LocalSearchMetaheuristic.Value.GREEDY_DESCENT)
                .setSolutionLimit(oracle.solutions())
                .build();
    }

    @Override
    protected void solveOpen(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, oracle.dimension(), oracle.domain());
        double unit = PowerOfTwo.normalising(theta);
        double scale = PowerOfTwo.within(PowerOfTwo.largest(theta, unit), RANGE / (oracle.nodes() + oracle.vehicles()));
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < costs.length; j++) {
                costs[i][j] = i == j ? 0 : (long) Math.rint(theta[oracle.arc(i, j)] * unit * scale);
            }
        }
        RoutingIndexManager manager = new RoutingIndexManager(oracle.nodes(), oracle.vehicles(), 0);
        RoutingModel model = new RoutingModel(manager);
        try {
            model.setArcCostEvaluatorOfAllVehicles(model.registerTransitMatrix(costs));
            model.addDimension(model.registerUnaryTransitVector(demands), 0, oracle.capacity(), true, "load");
            Assignment answer = model.solveWithParameters(parameters);
            if (answer == null) {
                throw new OracleException(
                        Code.NOT_OPTIMAL,
                        "the search found no routes (" + model.status() + "). Maybe the stops do not fit into "
                                + oracle.vehicles() + " vehicles; more of them help");
            }
            fill(manager, model, answer, vertex);
        } finally {
            model.delete();
            manager.delete();
        }
    }

    private void fill(RoutingIndexManager manager, RoutingModel model, Assignment answer, Vertex vertex) {
        vertex.clear();
        for (int vehicle = 0; vehicle < oracle.vehicles(); vehicle++) {
            long index = model.start(vehicle);
            while (!model.isEnd(index)) {
                long next = answer.value(model.nextVar(index));
                int from = manager.indexToNode(index);
                int to = manager.indexToNode(next);
                if (from != to) {
                    vertex.add(oracle.arc(from, to), 1);
                }
                index = next;
            }
        }
        vertex.gap(Double.POSITIVE_INFINITY);
    }
}
