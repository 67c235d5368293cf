package io.dither.ortools.program;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;

/** The native model of a linear program; owns native memory until it is closed. */
final class GlopModel extends MpModel {
    /** Presolving costs more than it saves on small programs, and calls unbounded ones infeasible. */
    private static final String SETTINGS =
            "primal_feasibility_tolerance: 1e-9 dual_feasibility_tolerance: 1e-9 use_preprocessing: false"
                    + " max_number_of_iterations: ";

    /** Prices below it count as 0; thetas are scaled to at most 1. */
    private static final double PRICE = 1e-6;

    GlopModel(LinearProgram program, int iterations) {
        super(program, MPSolver.OptimizationProblemType.GLOP_LINEAR_PROGRAMMING);
        try {
            parameters(SETTINGS + iterations);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /** Takes the bounds of a program with the same rows. */
    void turnTo(LinearProgram program) {
        if (take(program)) {
            solver.reset();
        }
    }

    /**
     * Solves for scale * theta; the scale is above 0.
     *
     * @param warm whether to start from the last basis. It is used only where the optimum that it finds is unique, so that
     *     the vertex does not depend on what was solved before; its last digits still may
     */
    MPSolver.ResultStatus solve(double[] theta, double scale, boolean warm) {
        costs(theta, scale);
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
        costs(new double[variables.length], 1);
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
}
