package io.dither.ortools.routes;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import com.google.ortools.sat.MultipleCircuitConstraint;
import io.dither.oracle.Vertex;
import io.dither.ortools.internal.Natives;
import java.util.Arrays;

/**
 * Routes as a CP-SAT model. Along each arc that is used and ends at a visit, the load grows at least by the demand of
 * the visit, and the time at least by {@link OrToolsRoutes#time}. Nodes are the depot, node 0, and the visits, from node
 * 1 on.
 */
final class RoutesModel {
    private final OrToolsRoutes routes;
    private final CircuitModel circuits = new CircuitModel();
    /** The capacities of the vehicles, the largest first; all 0 for routes without capacities. */
    private final long[] capacities;
    /** For each visit, a number that is at least the load of its vehicle after it; null for the depot, node 0. */
    private final IntVar[] loads;
    /** The time at which each visit starts, 0 at the depot (node 0); all null if visits have no times. */
    private final IntVar[] starts;

    RoutesModel(OrToolsRoutes routes) {
        Natives.load(); // a membership test may come before the first session, and variables have native domains
        this.routes = routes;
        capacities = routes.capacities();
        loads = new IntVar[routes.nodes()];
        for (int i = 1; i < loads.length; i++) {
            loads[i] = circuits.model.newIntVar(routes.demand(i), capacities[0], "");
        }
        starts = new IntVar[loads.length];
        for (int i = 0; routes.isTimed() && i < starts.length; i++) {
            starts[i] = circuits.model.newIntVar(routes.earliest(i), routes.latest(i), "");
        }
        BoolVar[] arcToDepot = new BoolVar[loads.length];
        MultipleCircuitConstraint constraint = circuits.model.addMultipleCircuit();
        LinearExprBuilder routeCount = LinearExpr.newBuilder(); // the number of arcs that end at the depot
        for (int i = 0; i < loads.length; i++) {
            for (int j = 0; j < loads.length; j++) {
                int coordinate = routes.coordinate(i, j);
                boolean isLoop = i == j; // a loop leaves its visit out; the depot has no loop
                // skips arcs that do not exist, and arcs between two visits that do not fit into the same vehicle
                if (coordinate < 0
                        || (!isLoop && i > 0 && j > 0 && routes.demand(i) + routes.demand(j) > capacities[0])) {
                    continue;
                }
                BoolVar literal = circuits.addArc(coordinate);
                constraint.addArc(i, j, literal);
                if (j == 0) {
                    routeCount.add(literal);
                    arcToDepot[i] = literal;
                } else if (!isLoop) {
                    requireLoadAndTimeIncrease(i, j, literal);
                }
            }
        }
        circuits.model.addLinearConstraint(
                routeCount, routes.minRoutesForDemands(), routes.visits().maxRoutes());
        if (capacities[0] > capacities[capacities.length - 1]) { // not all vehicles have the same capacity
            limitLargeLoads(arcToDepot);
        }
    }

    /**
     * If the arc from i to j is used, requires that the load increases at least by the demand of j, and the start at
     * least by the time from i to j.
     */
    private void requireLoadAndTimeIncrease(int i, int j, BoolVar literal) {
        // after the depot (i = 0), the lower bound of the load suffices; without capacities (all 0) all loads are 0
        if (i > 0 && capacities[0] > 0) {
            requireIncrease(loads[i], loads[j], routes.demand(j), literal);
        }
        if (routes.isTimed()) {
            requireIncrease(starts[i], starts[j], routes.time(i, j), literal);
        }
    }

    /** Requires after - before &gt;= minIncrease, if the literal is 1. */
    private void requireIncrease(IntVar before, IntVar after, long minIncrease, BoolVar literal) {
        circuits.model
                .addGreaterOrEqual(LinearExpr.newBuilder().add(after).addTerm(before, -1), minIncrease)
                .onlyEnforceIf(literal);
    }

    /**
     * For each capacity, limits the number of routes whose load exceeds it to the number of vehicles with a larger
     * capacity. The load of a route is the load at its last visit, from which an arc leads to the depot.
     */
    private void limitLargeLoads(BoolVar[] arcToDepot) {
        for (long capacity : Arrays.stream(capacities).distinct().toArray()) {
            LinearExprBuilder exceedingRoutes = LinearExpr.newBuilder();
            for (int i = 1; i < arcToDepot.length; i++) {
                if (arcToDepot[i] != null) {
                    BoolVar exceeds = circuits.model.newBoolVar("");
                    circuits.model
                            .addLessOrEqual(loads[i], capacity)
                            .onlyEnforceIf(new Literal[] {arcToDepot[i], exceeds.not()});
                    exceedingRoutes.add(exceeds);
                }
            }
            circuits.model.addLessOrEqual(
                    exceedingRoutes,
                    Arrays.stream(capacities).filter(other -> other > capacity).count());
        }
    }

    CircuitModel circuits() {
        return circuits;
    }

    /**
     * Returns whether feasible routes use each arc as often as y counts. Adds the counts to the model, so this can be
     * called only once for a model.
     */
    boolean contains(Vertex y) {
        double[] counts = y.toArray();
        // for each coordinate, the number of its arcs that are used (several if a stop has several visits); null if the
        // model has no arc with this coordinate
        LinearExprBuilder[] sums = new LinearExprBuilder[counts.length];
        for (int k = 0; k < circuits.literals.size(); k++) {
            int coordinate = circuits.coordinates.get(k);
            sums[coordinate] = sums[coordinate] == null ? LinearExpr.newBuilder() : sums[coordinate];
            sums[coordinate].add(circuits.literals.get(k));
        }
        for (int coordinate = 0; coordinate < counts.length; coordinate++) {
            long count = Math.round(counts[coordinate]);
            if (sums[coordinate] != null) {
                circuits.model.addEquality(sums[coordinate], count);
            } else if (count != 0) {
                return false;
            }
        }
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1).setRandomSeed(1).setCatchSigintSignal(false);
        CpSolverStatus status = solver.solve(circuits.model);
        return status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE;
    }
}
