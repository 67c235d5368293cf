package io.dither.ortools.program;

import com.google.ortools.linearsolver.MPSolver.ResultStatus;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.ortools.internal.NativeSession;
import io.dither.ortools.internal.PowerOfTwo;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Solves a mixed-integer program. Its native model stays; only the objective and, for another oracle, the bounds
 * change.
 */
final class MipSession extends NativeSession implements LimitedSession, RetargetableSession {
    /** The largest distance of a value from the whole number to which it is rounded. */
    private static final double ROUNDING = 1e-5;

    /** Differences between bound and value up to this count as rounding errors; costs are scaled below 2. */
    private static final double CLOSED_GAP = 1e-9;

    private final MipSettings settings;
    /** The variables whose values are rounded: integer variables, and variables that are promised to be 0 or 1. */
    private final BitSet whole = new BitSet();

    /** The variables that are promised to be 0 or 1. */
    private final BitSet promised = new BitSet();

    private final MipModel model;
    /** The cost of each variable in the current solve: theta for coordinates, otherwise the cost in the program. */
    private final double[] costs;

    private MipOracle oracle;
    private WeighedProgram weighed;
    private LinearProgram program;
    /** The power of two by which the costs of the current solve are multiplied. */
    private double scale = 1;

    MipSession(MipOracle oracle) {
        super("the mixed-integer program");
        this.oracle = oracle;
        settings = oracle.settings();
        weighed = oracle.weighed();
        program = weighed.program();
        costs = new double[program.dimension()];
        model = new MipModel(program, settings);
        freeOnClose(model::close);
        switchTo(oracle);
    }

    @Override
    public boolean retarget(LinearOracle other) {
        boolean fits = other instanceof MipOracle mip && mip.sharesSessionsWith(oracle);
        if (fits) {
            switchTo((MipOracle) other);
        }
        return fits;
    }

    /** Switches to another oracle; its bounds are set in the native model before the next solve. */
    private void switchTo(MipOracle other) {
        oracle = other;
        weighed = other.weighed();
        program = weighed.program();
        whole.clear();
        for (int i = 0; i < costs.length; i++) {
            whole.set(i, program.isInteger(i));
        }
        promised.clear();
        for (int variable : weighed.variables()) {
            promised.set(variable, other.traits().contains(Trait.ZERO_ONE));
        }
        whole.or(promised);
        System.arraycopy(weighed.programCosts(), 0, costs, 0, costs.length);
    }

    @Override
    protected void doSolve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, weighed.dimension());
        for (int i = 0; i < theta.length; i++) {
            costs[weighed.variables()[i]] = theta[i];
        }
        scale = PowerOfTwo.normalising(costs);
        ResultStatus status = run();
        if (status != ResultStatus.OPTIMAL && status != ResultStatus.FEASIBLE) {
            throw failure(status);
        }
        fill(vertex);
        if (status == ResultStatus.FEASIBLE || settings.gap() > 0) {
            vertex.gap(gap());
        }
    }

    private ResultStatus run() {
        exclusively(() -> model.reset(program)); // no interrupt may reach the solver during the reset
        return isInterrupted() ? ResultStatus.NOT_SOLVED : model.solve(costs, scale);
    }

    private void fill(Vertex vertex) {
        vertex.clear();
        for (int i = 0; i < weighed.dimension(); i++) {
            double value = value(weighed.variables()[i]);
            if (value != 0) {
                vertex.add(i, value);
            }
        }
        double offset = program.offset();
        for (int i = 0; weighed.hasProgramCosts() && i < costs.length; i++) {
            offset += weighed.programCosts()[i] * value(i);
        }
        vertex.offset(offset);
    }

    /**
     * Returns the value of a variable: within its bounds, which solvers may leave by a tolerance, and rounded if it
     * must be whole.
     */
    private double value(int i) {
        double value = Math.max(program.lower(i), Math.min(program.upper(i), model.value(i)));
        return whole.get(i) ? rounded(i, value) : value;
    }

    private double rounded(int i, double value) {
        double nearest = Math.rint(value);
        boolean breaksPromise = promised.get(i) && nearest != 0 && nearest != 1;
        if (breaksPromise || Math.abs(value - nearest) > ROUNDING) {
            throw new OracleException(
                    Code.INVALID_ANSWER,
                    "variable " + i + " = " + value + ", but it was "
                            + (promised.get(i)
                                    ? "promised to be 0 or 1. Maybe leave out the promise ZERO_ONE (parameter zero-one)."
                                    : "to be whole. Maybe its coefficients are badly scaled."));
        }
        return nearest;
    }

    /** Returns the gap in the units of theta. */
    private double gap() {
        double objective = 0;
        // variables without a cost are not read, because rounding them might fail
        for (int i = 0; i < costs.length; i++) {
            objective += costs[i] == 0 ? 0 : costs[i] * value(i);
        }
        double bound = model.bound();
        if (bound == Double.POSITIVE_INFINITY) {
            return bound;
        }
        // the sign is 1 for a maximum, whose bound is above the objective, and -1 for a minimum
        double scaledGap = program.sense().sign() * (bound - scale * objective);
        return scaledGap <= CLOSED_GAP * Math.max(1, Math.abs(bound)) ? 0 : scaledGap / scale;
    }

    private OracleException failure(ResultStatus status) {
        if (isLimited(status)) {
            return timeout();
        }
        Arrays.fill(costs, 0);
        // with zero costs every feasible point is optimal, so the status distinguishes infeasible from unbounded
        ResultStatus zeroCostStatus = run();
        System.arraycopy(weighed.programCosts(), 0, costs, 0, costs.length);
        OracleException failure = model.failure("mixed-integer program", status, zeroCostStatus);
        return failure.code() == Code.NOT_OPTIMAL && isLimited(zeroCostStatus) ? timeout() : failure;
    }

    /** Returns whether a limit or an interrupt ended a solve before it found a solution. */
    private boolean isLimited(ResultStatus status) {
        return isInterrupted()
                || (settings.isLimited() && status == ResultStatus.NOT_SOLVED)
                // MPSolver's status when SCIP ends at its limit of nodes
                || (settings.nodes() > 0 && status == ResultStatus.ABNORMAL);
    }

    private OracleException timeout() {
        return new OracleException(
                Code.TIMEOUT,
                isInterrupted()
                        ? "the solve of the mixed-integer program was interrupted before it found a solution."
                        : "no solution of the mixed-integer program was found within its limits. Maybe raise 'seconds' or"
                                + " 'nodes'.");
    }

    @Override
    public void scaleLimits(double factor) {
        requireIdle();
        model.scaleLimits(factor);
    }

    @Override
    public void interrupt() {
        interrupt(model::interrupt);
    }
}
