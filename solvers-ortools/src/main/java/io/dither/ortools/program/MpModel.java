package io.dither.ortools.program;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolver.OptimizationProblemType;
import com.google.ortools.linearsolver.MPSolver.ResultStatus;
import com.google.ortools.linearsolver.MPVariable;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.Sense;

/**
 * A linear program, with or without integer variables, as OR-Tools' native model; it has native memory until it is
 * closed.
 */
abstract class MpModel implements AutoCloseable {
    final MPSolver solver;
    final MPObjective objective;
    final MPVariable[] variables;
    final MPConstraint[] rows;
    /** The program whose bounds the native model has. */
    private LinearProgram program;

    MpModel(LinearProgram program, OptimizationProblemType type) {
        this.program = program;
        solver = new MPSolver("dither", type);
        objective = solver.objective();
        variables = new MPVariable[program.dimension()];
        rows = new MPConstraint[program.rows()];
        try {
            for (int i = 0; i < variables.length; i++) {
                variables[i] = solver.makeVar(program.lower(i), program.upper(i), program.isInteger(i), "");
            }
            for (int r = 0; r < rows.length; r++) {
                rows[r] = makeRow(program.constraints().get(r));
            }
            objective.setOptimizationDirection(program.sense() == Sense.MAXIMIZE);
        } catch (RuntimeException | Error failure) {
            solver.delete();
            throw failure;
        }
    }

    private MPConstraint makeRow(LinearConstraint row) {
        MPConstraint constraint = solver.makeConstraint(row.lower(), row.upper(), "");
        for (int k = 0; k < row.indices().length; k++) {
            constraint.setCoefficient(variables[row.indices()[k]], row.coefficients()[k]);
        }
        return constraint;
    }

    /**
     * Sets the bounds of the variables and rows of another program, whose rows have the same coefficients, see {@link
     * LinearProgram#hasRowsOf}. Returns false if the program is the current one already. Otherwise returns true, and
     * the caller must reset the solver before the next solve.
     */
    @SuppressWarnings("ReferenceEquality") // programs made from one another share the rows that are equal
    boolean setBounds(LinearProgram other) {
        if (other == program) {
            return false;
        }
        for (int i = 0; i < variables.length; i++) {
            if (other.lower(i) != program.lower(i) || other.upper(i) != program.upper(i)) {
                variables[i].setBounds(other.lower(i), other.upper(i));
            }
        }
        for (int r = 0; r < rows.length; r++) {
            LinearConstraint row = other.constraints().get(r);
            if (row != program.constraints().get(r)) {
                rows[r].setBounds(row.lower(), row.upper());
            }
        }
        program = other;
        return true;
    }

    void setParameters(String text) {
        if (!solver.setSolverSpecificParametersAsString(text)) {
            throw new OracleException(Code.FAILED, "OR-Tools refused the parameters '" + text + "'");
        }
    }

    /** Sets the objective scale * costs; the scale is above 0. */
    void setCosts(double[] costs, double scale) {
        // objective.clear() would also reset the sense
        for (int i = 0; i < variables.length; i++) {
            objective.setCoefficient(variables[i], scale * costs[i]);
        }
    }

    /** Returns the value of a variable in the solution of the last solve. */
    double value(int variable) {
        return variables[variable].solutionValue();
    }

    /**
     * Returns the exception of a solve that found no optimum.
     *
     * @param kind the kind of the program, such as "linear program"
     * @param status the reported status of the solve
     * @param zeroCostStatus the status of a second solve, with zero costs, for which every feasible point is optimal;
     *     {@code status} itself if there was no second solve
     */
    OracleException failure(String kind, ResultStatus status, ResultStatus zeroCostStatus) {
        if (zeroCostStatus == ResultStatus.INFEASIBLE) {
            return new OracleException(
                    Code.INFEASIBLE,
                    "the " + kind + " is infeasible: no point satisfies its " + rows.length
                            + " constraints and the bounds of its " + variables.length
                            + " variables. Maybe a bound or a sign is wrong.");
        }
        // solvers report some unbounded programs as infeasible
        boolean hasNoOptimum = status == ResultStatus.INFEASIBLE || status == ResultStatus.UNBOUNDED;
        return hasNoOptimum && (zeroCostStatus == ResultStatus.OPTIMAL || zeroCostStatus == ResultStatus.FEASIBLE)
                ? new OracleException(
                        Code.UNBOUNDED,
                        "the " + kind + " is unbounded for this theta: its optimum is infinite."
                                + " Maybe a variable lacks a bound, or the sense is wrong (here: " + program.sense()
                                + ").")
                : new OracleException(
                        Code.NOT_OPTIMAL,
                        "the solver stopped without an optimal solution of the " + kind + " (status " + status
                                + "). Maybe its coefficients are badly scaled: keep them between 1e-6 and 1e6.");
    }

    @Override
    public void close() {
        solver.delete();
    }
}
