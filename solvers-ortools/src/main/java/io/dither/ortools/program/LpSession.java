package io.dither.ortools.program;

import com.google.ortools.linearsolver.MPSolver.ResultStatus;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.ortools.internal.NativeSession;
import io.dither.ortools.internal.PowerOfTwo;

/** Solves one linear program again and again; only the objective changes, and from example to example bounds. */
final class LpSession extends NativeSession implements RetargetableSession {
    private static final double ROUNDING = 1e-6;

    private LpOracle oracle;
    private LinearProgram program;
    private final boolean limited;
    private boolean zeroOne;
    private final GlopModel model;

    LpSession(LpOracle oracle) {
        super("the linear program");
        this.oracle = oracle;
        program = oracle.program();
        limited = oracle.iterations() != OrToolsLp.NO_LIMIT;
        zeroOne = oracle.isZeroOne();
        model = new GlopModel(program, oracle.iterations());
        owns(model::close);
    }

    @Override
    public boolean retarget(LinearOracle other) {
        if (!(other instanceof LpOracle lp) || !lp.isLike(oracle)) {
            return false;
        }
        oracle = lp;
        program = lp.program();
        zeroOne = lp.isZeroOne();
        return true;
    }

    @Override
    protected void solveOpen(double[] theta, Vertex vertex) {
        Thetas.check(theta, program.dimension());
        model.turnTo(program);
        ResultStatus status = model.solve(theta, PowerOfTwo.normalising(theta), zeroOne);
        if (status != ResultStatus.OPTIMAL) {
            throw failure(status);
        }
        fill(vertex);
    }

    private void fill(Vertex vertex) {
        vertex.clear();
        vertex.offset(program.offset());
        for (int i = 0; i < program.dimension(); i++) {
            double value = zeroOne ? rounded(i) : clipped(i);
            if (value != 0) {
                vertex.add(i, value);
            }
        }
    }

    /** The simplex method may leave the box by its tolerance. */
    private double clipped(int i) {
        return Math.max(program.lower(i), Math.min(program.upper(i), model.value(i)));
    }

    private double rounded(int i) {
        double value = model.value(i);
        double nearest = value > 0.5 ? 1 : 0;
        if (Math.abs(value - nearest) > ROUNDING) {
            throw new OracleException(
                    Code.INVALID_ANSWER,
                    "variable " + i + " = " + value + ", but the linear program was promised to have 0/1 vertices."
                            + " Maybe leave out the promise ZERO_ONE (parameter zero-one).");
        }
        return nearest;
    }

    /** GLOP calls some unbounded programs infeasible: with the objective 0 only the infeasible ones stay so. */
    private OracleException failure(ResultStatus status) {
        if (status == ResultStatus.NOT_SOLVED || status == ResultStatus.FEASIBLE) {
            return limited
                    ? new OracleException(
                            Code.TIMEOUT,
                            "the linear program was not solved within its iteration limit. Maybe raise 'iterations'.")
                    : notOptimal(status);
        }
        ResultStatus anyPoint = model.findFeasible();
        if (anyPoint == ResultStatus.INFEASIBLE) {
            return new OracleException(
                    Code.INFEASIBLE,
                    "the linear program is infeasible: no point satisfies its " + program.rows()
                            + " constraints and the bounds of its " + program.dimension()
                            + " variables. Maybe a bound or a sign is wrong.");
        }
        boolean claimed = status == ResultStatus.INFEASIBLE || status == ResultStatus.UNBOUNDED;
        if (claimed && anyPoint == ResultStatus.OPTIMAL) {
            return new OracleException(
                    Code.UNBOUNDED,
                    "the linear program is unbounded for this theta: its optimum is infinite."
                            + " Maybe a variable lacks a bound, or the sense is wrong (here: " + program.sense()
                            + ").");
        }
        return notOptimal(status);
    }

    private static OracleException notOptimal(ResultStatus status) {
        return new OracleException(
                Code.NOT_OPTIMAL,
                "GLOP stopped without an optimal solution of the linear program (status " + status
                        + "). Maybe its coefficients are badly scaled: keep them between 1e-6 and 1e6.");
    }
}
