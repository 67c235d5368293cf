package io.dither.ortools.network;

import com.google.ortools.graph.LinearSumAssignment;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.ortools.internal.NativeSession;

/** Solves assignments. The native solver exists only during a solve, because its costs cannot be changed. */
final class AssignmentSession extends NativeSession {
    private final OrToolsAssignment oracle;
    private final boolean transposed;
    private final int fewer;
    private final int more;
    /**
     * Whether a second copy of the k x n problem, with 2 k n + n arcs in total, has fewer arcs than dummy rows, with
     * n^2.
     */
    private final boolean doubled;

    private final IntegerCosts costs;

    /** Makes a session that does not use forbidden pairs. */
    AssignmentSession(OrToolsAssignment oracle, boolean[] forbidden) {
        super("the assignment");
        this.oracle = oracle;
        transposed = oracle.rows() > oracle.columns();
        fewer = Math.min(oracle.rows(), oracle.columns());
        more = Math.max(oracle.rows(), oracle.columns());
        doubled = 2L * fewer + 1 < more;
        costs = new IntegerCosts(fewer, more, doubled ? fewer + more : more, transposed, forbidden);
    }

    @Override
    protected void solveOpen(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, oracle.dimension());
        costs.set(theta, -oracle.sense().sign());
        LinearSumAssignment solver = new LinearSumAssignment();
        try {
            addArcs(solver);
            LinearSumAssignment.Status status = solver.solve();
            if (status == LinearSumAssignment.Status.INFEASIBLE) {
                throw infeasible();
            }
            if (status != LinearSumAssignment.Status.OPTIMAL) {
                throw new OracleException(Code.FAILED, "LinearSumAssignment ended with the status " + status);
            }
            fill(solver, vertex);
        } finally {
            solver.delete();
        }
    }

    private static OracleException infeasible() {
        return new OracleException(Code.INFEASIBLE, "there is no assignment without the forbidden pairs");
    }

    private void addArcs(LinearSumAssignment solver) {
        for (int i = 0; i < fewer; i++) {
            boolean alone = true;
            for (int j = 0; j < more; j++) {
                if (costs.allows(i, j)) {
                    solver.addArcWithCost(i, j, costs.get(i, j));
                    alone = false;
                }
            }
            if (alone) { // the solver would crash the process when asked for the mate of a node without arcs
                throw infeasible();
            }
        }
        if (doubled) {
            addMirror(solver);
        } else {
            addDummies(solver);
        }
    }

    /**
     * Adds a second copy with exchanged sides, so that both sides have the same size. An unassigned column of one copy
     * is paired with the same column of the other copy at no cost. So both copies assign the same columns, each
     * optimally (the doubling of Ramshaw and Tarjan 2012).
     */
    private void addMirror(LinearSumAssignment solver) {
        for (int j = 0; j < more; j++) {
            for (int i = 0; i < fewer; i++) {
                if (costs.allows(i, j)) {
                    solver.addArcWithCost(fewer + j, more + i, costs.get(i, j));
                }
            }
            solver.addArcWithCost(fewer + j, j, 0);
        }
    }

    /** Adds rows without costs, so that the matrix is square. */
    private void addDummies(LinearSumAssignment solver) {
        for (int i = fewer; i < more; i++) {
            for (int j = 0; j < more; j++) {
                solver.addArcWithCost(i, j, 0);
            }
        }
    }

    private void fill(LinearSumAssignment solver, Vertex vertex) {
        vertex.clear();
        for (int i = 0; i < fewer; i++) {
            int mate = solver.getRightMate(i);
            vertex.add(transposed ? mate * fewer + i : i * more + mate, 1);
        }
    }
}
