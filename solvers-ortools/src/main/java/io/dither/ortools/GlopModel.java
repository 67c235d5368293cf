package io.dither.ortools;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import io.dither.error.OracleException;
import io.dither.oracle.Sense;
import java.util.ArrayList;
import java.util.List;

/** The native model of a linear program; owns native memory until it is closed. */
final class GlopModel implements AutoCloseable {
    /** Presolving costs more than it saves on small programs, and calls unbounded ones infeasible. */
    private static final String SETTINGS =
            "primal_feasibility_tolerance: 1e-9 dual_feasibility_tolerance: 1e-9 use_preprocessing: false"
                    + " max_number_of_iterations: ";

    /** Prices below it count as 0; thetas are scaled to at most 1. */
    private static final double PRICE = 1e-6;

    private final MPSolver solver;
    private final MPObjective objective;
    private final MPVariable[] variables;
    private final List<MPConstraint> rows = new ArrayList<>();

    GlopModel(LinearProgram program, int iterations) {
        solver = new MPSolver("dither", MPSolver.OptimizationProblemType.GLOP_LINEAR_PROGRAMMING);
        variables = new MPVariable[program.dimension()];
        objective = solver.objective();
        try {
            configure(iterations);
            addVariables(program);
            program.constraints().forEach(this::add);
            objective.setOptimizationDirection(program.sense() == Sense.MAXIMIZE);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    private void configure(int iterations) {
        if (!solver.setSolverSpecificParametersAsString(SETTINGS + iterations)) {
            throw new OracleException(OracleException.Code.FAILED, "GLOP refused its parameters");
        }
    }

    private void addVariables(LinearProgram program) {
        for (int i = 0; i < variables.length; i++) {
            variables[i] = solver.makeNumVar(program.lower(i), program.upper(i), "");
        }
    }

    private void add(LinearConstraint row) {
        MPConstraint constraint = solver.makeConstraint(row.lower(), row.upper(), "");
        for (int k = 0; k < row.indices().length; k++) {
            constraint.setCoefficient(variables[row.indices()[k]], row.coefficients()[k]);
        }
        rows.add(constraint);
    }

    /**
     * Solves for scale * theta; the scale is above 0.
     *
     * @param warm whether to start from the last basis. It is used only where the optimum that it finds is unique, so that
     *     the vertex does not depend on what was solved before; its last digits still may
     */
    MPSolver.ResultStatus solve(double[] theta, double scale, boolean warm) {
        for (int i = 0; i < variables.length; i++) {
            objective.setCoefficient(variables[i], scale * theta[i]);
        }
        if (warm && solver.solve() == MPSolver.ResultStatus.OPTIMAL && isUnique()) {
            return MPSolver.ResultStatus.OPTIMAL;
        }
        return solveCold();
    }

    /** An optimum is unique where every nonbasic variable or row that may move has a price that is not 0. */
    private boolean isUnique() {
        for (MPVariable variable : variables) {
            if (mayMove(variable.basisStatus()) && Math.abs(variable.reducedCost()) < PRICE) {
                return false;
            }
        }
        for (MPConstraint row : rows) {
            if (mayMove(row.basisStatus()) && Math.abs(row.dualValue()) < PRICE) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayMove(MPSolver.BasisStatus status) {
        return status != MPSolver.BasisStatus.BASIC && status != MPSolver.BasisStatus.FIXED_VALUE;
    }

    /** Solves for theta = 0, which every feasible point solves. */
    MPSolver.ResultStatus findFeasible() {
        // not objective.clear(), which would also reset the sense
        for (MPVariable variable : variables) {
            objective.setCoefficient(variable, 0);
        }
        return solveCold();
    }

    /**
     * A warm start may end in another optimal vertex, so that the answer would depend on earlier solves; GLOP ignores
     * the parameter INCREMENTALITY, but forgets its basis on reset. The model stays.
     */
    private MPSolver.ResultStatus solveCold() {
        solver.reset();
        return solver.solve();
    }

    /** The value of a variable after an optimal solve. */
    double value(int variable) {
        return variables[variable].solutionValue();
    }

    @Override
    public void close() {
        solver.delete();
    }
}
