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

/** Solves a linear program. Its native model stays; only the objective and, for another oracle, the bounds change. */
final class LpSession extends NativeSession implements RetargetableSession {
    /** The largest distance of a value from the 0 or 1 to which it is rounded. */
    private static final double ROUNDING = 1e-6;

    private LpOracle oracle;
    private final GlopModel model;

    LpSession(LpOracle oracle) {
        super("the linear program");
        this.oracle = oracle;
        model = new GlopModel(oracle.program(), oracle.iterations());
        freeOnClose(model::close);
    }

    @Override
    public boolean retarget(LinearOracle other) {
        boolean fits = other instanceof LpOracle lp && lp.sharesSessionsWith(oracle);
        oracle = fits ? (LpOracle) other : oracle;
        return fits;
    }

    @Override
    protected void doSolve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, oracle.dimension());
        model.switchTo(oracle.program());
        // starts from the last basis only if all vertices are 0/1: rounding then removes what earlier solves changed
        ResultStatus status = model.solve(theta, PowerOfTwo.normalising(theta), oracle.isZeroOne());
        if (status != ResultStatus.OPTIMAL) {
            throw failure(status);
        }
        fill(vertex);
    }

    private void fill(Vertex vertex) {
        vertex.clear();
        vertex.offset(oracle.program().offset());
        boolean isZeroOne = oracle.isZeroOne();
        for (int i = 0; i < oracle.dimension(); i++) {
            double value = isZeroOne ? rounded(i) : clipped(i);
            if (value != 0) {
                vertex.add(i, value);
            }
        }
    }

    /** Returns a value within the bounds, which the simplex method may leave by its tolerance. */
    private double clipped(int i) {
        LinearProgram program = oracle.program();
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

    /**
     * Returns the exception of a failed solve. GLOP reports some unbounded programs as infeasible; with the objective
     * 0, it reports only infeasible programs as infeasible.
     */
    private OracleException failure(ResultStatus status) {
        // a solve that stopped early is not followed by a second solve, with the objective 0
        boolean stoppedEarly = status == ResultStatus.NOT_SOLVED || status == ResultStatus.FEASIBLE;
        return stoppedEarly && oracle.iterations() != OrToolsLp.NO_LIMIT
                ? new OracleException(
                        Code.TIMEOUT,
                        "the linear program was not solved within its iteration limit. Maybe raise 'iterations'.")
                : model.failure("linear program", status, stoppedEarly ? status : model.findFeasible());
    }
}
