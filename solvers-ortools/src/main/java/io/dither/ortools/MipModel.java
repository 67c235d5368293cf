package io.dither.ortools;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolver.OptimizationProblemType;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.DoubleParam;
import com.google.ortools.linearsolver.MPVariable;
import io.dither.error.OracleException;
import io.dither.oracle.Sense;

/** The native model of a mixed-integer program; owns native memory until it is closed. */
final class MipModel implements AutoCloseable {
    private static final double TOLERANCE = 1e-9;
    private static final double MILLIS = 1e3;

    /** From here on SCIP takes a number for infinite. */
    private static final double SCIP_INFINITY = 1e20;

    /** One worker and one seed, for answers that repeat; the gaps that CP-SAT leaves unless told are closed. */
    private static final String SAT = "num_workers: 1 random_seed: 1 absolute_gap_limit: 0 mip_wanted_precision: 1e-13"
            + " mip_check_precision: 1e-9 cp_model_presolve: false linearization_level: 0 symmetry_level: 0"
            + " cp_model_probing_level: 0 relative_gap_limit: ";

    private final MipSettings settings;
    private final MPSolver solver;
    private final MPSolverParameters parameters;
    private final MPObjective objective;
    private final MPVariable[] variables;

    MipModel(LinearProgram program, MipSettings settings) {
        this.settings = settings;
        solver = new MPSolver(
                "dither",
                settings.sat()
                        ? OptimizationProblemType.SAT_INTEGER_PROGRAMMING
                        : OptimizationProblemType.SCIP_MIXED_INTEGER_PROGRAMMING);
        parameters = new MPSolverParameters();
        variables = new MPVariable[program.dimension()];
        objective = solver.objective();
        try {
            configure();
            for (int i = 0; i < variables.length; i++) {
                variables[i] = solver.makeVar(program.lower(i), program.upper(i), program.isInteger(i), "");
            }
            program.constraints().forEach(this::add);
            objective.setOptimizationDirection(program.sense() == Sense.MAXIMIZE);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    private void configure() {
        parameters.setDoubleParam(DoubleParam.RELATIVE_MIP_GAP, settings.gap());
        parameters.setDoubleParam(DoubleParam.PRIMAL_TOLERANCE, TOLERANCE);
        parameters.setDoubleParam(DoubleParam.DUAL_TOLERANCE, TOLERANCE);
        limits(1);
    }

    private void add(LinearConstraint row) {
        MPConstraint constraint = solver.makeConstraint(row.lower(), row.upper(), "");
        for (int k = 0; k < row.indices().length; k++) {
            constraint.setCoefficient(variables[row.indices()[k]], row.coefficients()[k]);
        }
    }

    /** Multiplies the limits. */
    void limits(double factor) {
        String text = settings.sat() ? SAT + settings.gap() : "";
        if (settings.nodes() > 0) {
            text = "limits/nodes = " + (long) Math.ceil(settings.nodes() * factor) + "\n";
        }
        if (!solver.setSolverSpecificParametersAsString(text)) {
            throw new OracleException(OracleException.Code.FAILED, "OR-Tools refused the parameters '" + text + "'");
        }
        if (settings.seconds() < Double.POSITIVE_INFINITY) {
            solver.setTimeLimit((long) Math.ceil(MILLIS * settings.seconds() * factor));
        }
    }

    /** Forgets the last solve, for SCIP's answer would depend on it; the model stays. */
    void reset() {
        solver.reset();
    }

    /** Solves for scale * costs; the scale is above 0. Nothing may be remembered from the last solve: reset first. */
    MPSolver.ResultStatus solve(double[] costs, double scale) {
        // not objective.clear(), which would also reset the sense
        for (int i = 0; i < variables.length; i++) {
            objective.setCoefficient(variables[i], scale * costs[i]);
        }
        return solver.solve(parameters);
    }

    /** Asks a solve that another thread has under way to end. */
    void interrupt() {
        solver.interruptSolve();
    }

    /** The value of a variable after a solve that found one. */
    double value(int variable) {
        return variables[variable].solutionValue();
    }

    /** What no solution can be better than, on the scale of the solve; infinite where nothing is known. */
    double bound() {
        double bound = objective.bestBound();
        return Math.abs(bound) < SCIP_INFINITY ? bound : Double.POSITIVE_INFINITY;
    }

    @Override
    public void close() {
        solver.delete();
        parameters.delete();
    }
}
