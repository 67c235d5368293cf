package io.dither.ortools.routes;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearArgument;
import com.google.ortools.sat.LinearExpr;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.ortools.internal.NativeSession;
import io.dither.ortools.internal.PowerOfTwo;

/**
 * Solves a model of arcs by CP-SAT, on one thread and with a fixed seed. Only the objective changes from solve to
 * solve.
 */
final class CircuitSession extends NativeSession implements LimitedSession {
    private final LinearOracle oracle;
    private final CircuitModel circuits;
    /** The 0/1 variable of each arc of the model. */
    private final LinearArgument[] literals;
    /** The integer cost of each arc in the current solve. */
    private final long[] costs;
    /**
     * The power of two by which theta is multiplied to get the costs, after another power of two has brought its
     * largest magnitude into [1, 2).
     */
    private final double scale;
    /** The limit of a solve in CP-SAT's deterministic time; infinite for none. */
    private final double limit;

    private final CpSolver solver = new CpSolver();
    /** For each coordinate, how many of its arcs the solution has; all 0 between solves. */
    private final int[] counts;
    /** The number by which the limit of the next solves is multiplied. */
    private double limitFactor = 1;

    /**
     * Makes a session.
     *
     * @param linearization CP-SAT's use of linear relaxations, from 0 to 2
     * @param limit the limit of a solve in CP-SAT's deterministic time; infinite for none
     */
    CircuitSession(LinearOracle oracle, CircuitModel circuits, int linearization, double limit) {
        super("the circuits");
        this.oracle = oracle;
        this.circuits = circuits;
        this.limit = limit;
        literals = circuits.literals.toArray(new LinearArgument[0]);
        costs = new long[literals.length];
        counts = new int[oracle.dimension()];
        // integer costs are at most 2^bits in magnitude, so that the sum over all arcs is below 2^61; in
        // models of few arcs, 57 bits are enough, because doubles have 53
        int bits = Math.min(57, 61 - (64 - Long.numberOfLeadingZeros(literals.length)));
        scale = Math.scalb(1.0, bits - 1);
        // Ctrl-C is left to Java; presolve pays off only for long solves
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed(1)
                .setCatchSigintSignal(false)
                .setCpModelPresolve(false)
                .setLinearizationLevel(linearization);
    }

    @Override
    protected void doSolve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, oracle.dimension());
        double normaliser = PowerOfTwo.normalising(theta);
        for (int k = 0; k < costs.length; k++) {
            costs[k] = (long) Math.rint(theta[circuits.coordinates.get(k)] * normaliser * scale);
        }
        circuits.model.minimize(LinearExpr.weightedSum(literals, costs));
        if (limit < Double.POSITIVE_INFINITY) {
            solver.getParameters().setMaxDeterministicTime(limit * limitFactor);
        }
        CpSolverStatus status = isInterrupted() ? CpSolverStatus.UNKNOWN : solver.solve(circuits.model);
        if (status == CpSolverStatus.INFEASIBLE) {
            throw new OracleException(
                    Code.INFEASIBLE, "no solution is feasible. Maybe allow more vehicles, or larger ones");
        }
        if (status == CpSolverStatus.UNKNOWN) {
            throw new OracleException(
                    Code.TIMEOUT,
                    isInterrupted()
                            ? "the solve was interrupted before CP-SAT found a solution"
                            : "CP-SAT stopped before it found a solution. Maybe raise the limit from " + limit);
        }
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            throw new OracleException(Code.FAILED, "CP-SAT ended with the status " + status);
        }
        int arcs = fill(vertex);
        if (status == CpSolverStatus.FEASIBLE) {
            double solverGap = Math.max(0, solver.objectiveValue() - solver.bestObjectiveBound());
            // rounding changes a cost by at most 1/2, and the optimum has at most twice as many arcs as the answer:
            // 2 per arc of the answer is more than the rounding errors of both
            vertex.gap((solverGap + 2.0 * arcs) / scale / normaliser);
        }
    }

    /** Fills the vertex; returns the number of arcs in the solution. */
    private int fill(Vertex vertex) {
        int arcs = 0;
        for (int k = 0; k < costs.length; k++) {
            BoolVar literal = circuits.literals.get(k);
            if (solver.booleanValue(literal)) {
                counts[circuits.coordinates.get(k)]++;
                arcs++;
            }
        }
        vertex.clear();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                vertex.add(i, counts[i]);
                counts[i] = 0;
            }
        }
        return arcs;
    }

    @Override
    public void scaleLimits(double newFactor) {
        limitFactor = newFactor;
    }

    @Override
    public void interrupt() {
        interrupt(solver::stopSearch);
    }
}
