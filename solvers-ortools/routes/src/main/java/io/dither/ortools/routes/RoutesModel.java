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
 * Routes as a CP-SAT model, in which loads and times increase along each arc that is used. Nodes are the depot, node 0,
 * and the visits, from node 1 on.
 */
final class RoutesModel {
    private final OrToolsRoutes routes;
    private final CircuitModel circuits = new CircuitModel();
    /** The capacities of the vehicles, the largest first; all 0 for routes without capacities. */
    private final long[] capacities;
    /** The load of a route up to each visit, the visit included; null for the depot, node 0. */
    private final IntVar[] loads;
    /** The time at which each visit starts, 0 at the depot (node 0); all null if visits have no times. */
    private final IntVar[] starts;

    RoutesModel(OrToolsRoutes routes) {
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
                boolean isLoop = i == j; // a loop leaves the visit out
                // skips arcs that do not exist, and arcs between two visits that no vehicle can carry together
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

    /** Requires that load and time increase along an arc if it is used. */
    private void requireLoadAndTimeIncrease(int i, int j, BoolVar literal) {
        // after the depot (i = 0), the lower bound of the load suffices; without capacities (all 0) all loads are 0
        if (i > 0 && capacities[0] > 0) {
            requireIncrease(loads[i], loads[j], routes.demand(j), literal);
        }
        if (routes.isTimed()) {
            requireIncrease(starts[i], starts[j], routes.time(i, j), literal);
        }
    }

    /** Requires to - from &gt;= by, if the literal is 1. */
    private void requireIncrease(IntVar from, IntVar to, long by, BoolVar literal) {
        circuits.model
                .addGreaterOrEqual(LinearExpr.newBuilder().add(to).addTerm(from, -1), by)
                .onlyEnforceIf(literal);
    }

    /**
     * Limits the number of routes with a load above a capacity to the number of larger vehicles, for each capacity. The
     * load of a route is the load at its last visit, from which an arc leads to the depot.
     */
    private void limitLargeLoads(BoolVar[] arcToDepot) {
        for (long capacity : Arrays.stream(capacities).distinct().toArray()) {
            LinearExprBuilder larger = LinearExpr.newBuilder();
            for (int i = 1; i < arcToDepot.length; i++) {
                if (arcToDepot[i] != null) {
                    BoolVar isLarger = circuits.model.newBoolVar("");
                    circuits.model
                            .addLessOrEqual(loads[i], capacity)
                            .onlyEnforceIf(new Literal[] {arcToDepot[i], isLarger.not()});
                    larger.add(isLarger);
                }
            }
            circuits.model.addLessOrEqual(
                    larger,
                    Arrays.stream(capacities).filter(other -> other > capacity).count());
        }
    }

    CircuitModel circuits() {
        return circuits;
    }

    /** Returns whether there are feasible routes with exactly these arcs and counts. Changes the model. */
    boolean contains(Vertex y) {
        Natives.load();
        double[] counts = y.toArray();
        // for each coordinate, the number of its arcs that are used; null if the model has no arc with this coordinate
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
