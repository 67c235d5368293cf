package io.dither.ortools.program;

import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolver.OptimizationProblemType;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.DoubleParam;

/** The native model of a mixed-integer program; it has native memory until it is closed. */
final class MipModel extends MpModel {
    /** The tolerance of constraints and reduced costs: stricter than the defaults of SCIP, 1e-6 and 1e-7. */
    private static final double TOLERANCE = 1e-9;
    /** Milliseconds per second. */
    private static final double MILLIS = 1e3;

    /** Numbers of at least this magnitude are infinite for SCIP. */
    private static final double SCIP_INFINITY = 1e20;

    /**
     * The parameters of CP-SAT, to which the relative gap of the settings is appended: one worker and a fixed seed, so
     * that answers repeat; an absolute gap of 0, unlike the default; and Ctrl-C is left to Java.
     */
    private static final String SAT_PARAMETERS =
            "num_workers: 1 random_seed: 1 absolute_gap_limit: 0 mip_wanted_precision: 1e-13"
                    + " mip_check_precision: 1e-9 cp_model_presolve: false linearization_level: 0 symmetry_level: 0"
                    + " cp_model_probing_level: 0 catch_sigint_signal: false relative_gap_limit: ";

    private final MipSettings settings;
    private final MPSolverParameters parameters;

    MipModel(LinearProgram program, MipSettings settings) {
        super(
                program,
                settings.usesCpSat()
                        ? OptimizationProblemType.SAT_INTEGER_PROGRAMMING
                        : OptimizationProblemType.SCIP_MIXED_INTEGER_PROGRAMMING);
        this.settings = settings;
        parameters = new MPSolverParameters();
        try {
            configure();
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    private void configure() {
        parameters.setDoubleParam(DoubleParam.RELATIVE_MIP_GAP, settings.gap());
        parameters.setDoubleParam(DoubleParam.PRIMAL_TOLERANCE, TOLERANCE);
        parameters.setDoubleParam(DoubleParam.DUAL_TOLERANCE, TOLERANCE);
        scaleLimits(1);
    }

    /** Sets the limits to a multiple of the limits in the settings. */
    void scaleLimits(double factor) {
        String text = settings.usesCpSat() ? SAT_PARAMETERS + settings.gap() : "";
        if (settings.nodes() > 0) { // only SCIP has this limit, and for SCIP the text is empty so far
            text = "limits/nodes = " + (long) Math.ceil(settings.nodes() * factor) + "\n";
        }
        setParameters(text);
        if (settings.seconds() < Double.POSITIVE_INFINITY) {
            solver.setTimeLimit((long) Math.ceil(MILLIS * settings.seconds() * factor));
        }
    }

    /**
     * Sets the bounds of a program with the same rows, and resets the solver, because SCIP's answer would depend on the
     * last solve.
     */
    void reset(LinearProgram program) {
        setBounds(program);
        solver.reset();
    }

    /** Solves for scale * costs; the scale is above 0. Call {@link #reset} before. */
    MPSolver.ResultStatus solve(double[] costs, double scale) {
        setCosts(costs, scale);
        return solver.solve(parameters);
    }

    /** Ends a solve that runs on another thread. */
    void interrupt() {
        solver.interruptSolve();
    }

    /**
     * Returns the solver's bound of the optimum, in scaled costs: no point is better. Positive infinity, for either
     * sense, if no bound is known.
     */
    double bound() {
        double bound = objective.bestBound();
        return Math.abs(bound) < SCIP_INFINITY ? bound : Double.POSITIVE_INFINITY;
    }

    @Override
    public void close() {
        super.close();
        parameters.delete();
    }
}
