package io.dither.ortools.cpsat;

import com.google.ortools.sat.CpModelProto;
import com.google.ortools.sat.CpSatHelper;
import com.google.ortools.sat.CpSolverResponse;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.SatParameters;
import com.google.ortools.sat.SolveWrapper;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.ortools.internal.NativeSession;
import org.jspecify.annotations.Nullable;

/** Solves a constraint model. CP-SAT's native objects exist only during a solve. */
final class CpSatSession extends NativeSession implements LimitedSession, RetargetableSession {
    private final CpSatSettings settings;
    private CpProgram program;
    private CpCosts costs;
    /** The coefficient of each variable in the model's own objective; 0 for variables that are or were coordinates. */
    private double[] modelCosts;
    /** The parameters of the solver, with the limits of the next solves. */
    private SatParameters parameters;
    /** The solver of the running solve; null if there is none. */
    private @Nullable SolveWrapper solver;

    CpSatSession(CpSatOracle oracle) {
        super("the constraint model");
        settings = oracle.settings();
        program = oracle.program();
        costs = new CpCosts(program);
        modelCosts = program.modelCosts();
        parameters = settings.solverParameters(1); // limits times 1: unchanged
    }

    @Override
    public boolean retarget(LinearOracle other) {
        if (!(other instanceof CpSatOracle oracle)
                || oracle.dimension() != program.dimension()
                || !oracle.settings().equals(settings)) {
            return false;
        }
        if (oracle.program() != program) {
            program = oracle.program();
            costs = new CpCosts(program);
            modelCosts = program.modelCosts();
        }
        return true;
    }

    @Override
    protected void doSolve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, program.dimension());
        costs.set(theta);
        CpModelProto model =
                program.model().toBuilder().setObjective(costs.objective()).build();
        CpSolverResponse response = run(model);
        CpSolverStatus status = response.getStatus();
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            throw failure(status, model);
        }
        fill(response, vertex);
    }

    /** Runs the solver, which an interrupt can stop from its creation until it is freed. */
    private CpSolverResponse run(CpModelProto model) {
        SolveWrapper wrapper = new SolveWrapper();
        try {
            wrapper.setParameters(parameters);
            exclusively(() -> solver = wrapper);
            return isInterrupted()
                    ? CpSolverResponse.newBuilder()
                            .setStatus(CpSolverStatus.UNKNOWN)
                            .build()
                    : wrapper.solve(model);
        } finally {
            exclusively(() -> solver = null);
            wrapper.delete();
        }
    }

    /** Fills in the coordinates, the offset and the gap of the answer. */
    private void fill(CpSolverResponse response, Vertex vertex) {
        vertex.clear();
        double sumOfMagnitudes = 0;
        for (int i = 0; i < program.dimension(); i++) {
            long value = response.getSolution(program.variable(i));
            if (value != 0) {
                vertex.add(i, (double) value);
            }
        }
        double offset = program.constant();
        long objective = 0;
        for (int variable : program.pricedVariables()) {
            long value = response.getSolution(variable);
            sumOfMagnitudes += (double) Math.abs(value);
            offset += modelCosts[variable] * (double) value;
            objective += costs.wholeCost(variable) * value;
        }
        vertex.offset(offset);
        // if all costs are 0, every point is optimal
        boolean isProved = costs.areZero() || (response.getStatus() == CpSolverStatus.OPTIMAL && settings.gap() == 0);
        vertex.gap(
                costs.gap(isProved ? 0 : distance(objective, response.getInnerObjectiveLowerBound()), sumOfMagnitudes));
    }

    /**
     * Returns the distance, in whole costs, between the objective and CP-SAT's lower bound. It is infinite if the
     * solver has no bound yet, which it reports as a bound of at most -2^62; otherwise objective and bound are within
     * 2^61, so that their difference does not overflow.
     */
    private static double distance(long objective, long bound) {
        return bound <= -(1L << 62) ? Double.POSITIVE_INFINITY : (double) Math.max(0, objective - bound);
    }

    private OracleException failure(CpSolverStatus status, CpModelProto model) {
        if (status == CpSolverStatus.INFEASIBLE) {
            return new OracleException(
                    Code.INFEASIBLE,
                    "the constraint model is infeasible: no point satisfies its " + model.getConstraintsCount()
                            + " constraints and the domains of its " + model.getVariablesCount() + " variables.");
        }
        if (isInterrupted() || (settings.isLimited() && status == CpSolverStatus.UNKNOWN)) {
            return new OracleException(
                    Code.TIMEOUT,
                    isInterrupted()
                            ? "the solve of the constraint model was interrupted before it found a solution."
                            : "no solution of the constraint model was found within its limits. Maybe raise 'seconds' or"
                                    + " 'work'.");
        }
        return new OracleException(
                Code.FAILED,
                "CP-SAT ended with the status " + status
                        + (status == CpSolverStatus.MODEL_INVALID ? ": " + CpSatHelper.validateModel(model) : ""));
    }

    @Override
    public void scaleLimits(double factor) {
        requireIdle();
        parameters = settings.solverParameters(factor);
    }

    @Override
    public void interrupt() {
        interrupt(() -> {
            SolveWrapper current = solver;
            if (current != null) {
                current.stopSearch();
            }
        });
    }
}
