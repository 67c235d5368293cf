package io.dither.ortools;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.IncrementalityValues;
import com.google.ortools.linearsolver.MPSolverParameters.IntegerParam;
import com.google.ortools.linearsolver.MPVariable;
import io.dither.error.OracleException;
import io.dither.oracle.Sense;

/** The native model of a linear program; owns native memory until it is closed. */
final class GlopModel implements AutoCloseable {
    private static final String TOLERANCES = "primal_feasibility_tolerance: 1e-9 dual_feasibility_tolerance: 1e-9";

    private final MPSolver solver;
    private final MPSolverParameters parameters;
    private final MPObjective objective;
    private final MPVariable[] variables;

    GlopModel(LinearProgram program, int iterations) {
        solver = new MPSolver("dither", MPSolver.OptimizationProblemType.GLOP_LINEAR_PROGRAMMING);
        parameters = new MPSolverParameters();
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
        // cold starts: a warm one may give another optimal vertex, so that the answer would depend on earlier solves
        parameters.setIntegerParam(IntegerParam.INCREMENTALITY, IncrementalityValues.INCREMENTALITY_OFF.swigValue());
        if (!solver.setSolverSpecificParametersAsString(TOLERANCES + " max_number_of_iterations: " + iterations)) {
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
    }

    /** Solves for scale * theta; the scale is above 0. */
    MPSolver.ResultStatus solve(double[] theta, double scale) {
        for (int i = 0; i < variables.length; i++) {
            objective.setCoefficient(variables[i], scale * theta[i]);
        }
        return solver.solve(parameters);
    }

    /** Solves for theta = 0, which every feasible point solves. */
    MPSolver.ResultStatus findFeasible() {
        // not objective.clear(), which would also reset the sense
        for (MPVariable variable : variables) {
            objective.setCoefficient(variable, 0);
        }
        return solver.solve(parameters);
    }

    /** The value of a variable after an optimal solve. */
    double value(int variable) {
        return variables[variable].solutionValue();
    }

    @Override
    public void close() {
        parameters.delete();
        solver.delete();
    }
}
