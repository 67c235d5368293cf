package io.dither.ortools.program;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;

/** The native model of a linear program; it has native memory until it is closed. */
final class GlopModel extends MpModel {
    /** There is no presolve, because it makes small programs slower, and reports unbounded programs as infeasible. */
    private static final String SETTINGS =
            "primal_feasibility_tolerance: 1e-9 dual_feasibility_tolerance: 1e-9 use_preprocessing: false"
                    + " max_number_of_iterations: ";

    /** Prices (reduced costs or dual values) below this count as 0; thetas are scaled below 2. */
    private static final double ZERO_PRICE = 1e-6;

    GlopModel(LinearProgram program, int iterations) {
        super(program, MPSolver.OptimizationProblemType.GLOP_LINEAR_PROGRAMMING);
        try {
            setParameters(SETTINGS + iterations);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /** Sets the bounds of a program with the same rows; drops the last basis, unless the program is the current one. */
    void switchTo(LinearProgram program) {
        if (setBounds(program)) {
            solver.reset();
        }
    }

    /**
     * Solves for scale * theta; the scale is above 0.
     *
     * @param warm whether to start from the last basis. The answer of such a start is used only if the optimum is
     *     unique, so that earlier solves can change only the last digits of the vertex
     */
    MPSolver.ResultStatus solve(double[] theta, double scale, boolean warm) {
        setCosts(theta, scale);
        if (warm && solver.solve() == MPSolver.ResultStatus.OPTIMAL && isUnique()) {
            return MPSolver.ResultStatus.OPTIMAL;
        }
        return solveCold();
    }

    /**
     * Returns whether every nonbasic variable or row that may move has a price other than 0; then the optimum is
     * unique.
     */
    private boolean isUnique() {
        for (MPVariable variable : variables) {
            if (mayMove(variable.basisStatus()) && Math.abs(variable.reducedCost()) < ZERO_PRICE) {
                return false;
            }
        }
        for (MPConstraint row : rows) {
            if (mayMove(row.basisStatus()) && Math.abs(row.dualValue()) < ZERO_PRICE) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayMove(MPSolver.BasisStatus status) {
        return status != MPSolver.BasisStatus.BASIC && status != MPSolver.BasisStatus.FIXED_VALUE;
    }

    /** Solves for theta = 0, for which every feasible point is optimal. */
    MPSolver.ResultStatus findFeasible() {
        setCosts(new double[variables.length], 1);
        return solveCold();
    }

    /**
     * Solves without the last basis, because a warm start may end in another optimal vertex, which would depend on
     * earlier solves. GLOP ignores the parameter INCREMENTALITY, but a reset removes its basis; the model stays.
     */
    private MPSolver.ResultStatus solveCold() {
        solver.reset();
        return solver.solve();
    }
}
