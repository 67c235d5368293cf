package io.dither.oracle;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An oracle made from a function from theta to y, whose results must be finite vectors of length d. */
record FunctionOracle(int dimension, Sense sense, UnaryOperator<double[]> solver) implements LinearOracle {
    FunctionOracle {
        Arguments.between("dimension", dimension, 1, 100_000_000);
    }

    @Override
    public OracleSession openSession() {
        return this::solve;
    }

    private void solve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, dimension);
        double[] answer = checked(solver.apply(theta.clone()));
        // vertex.dense() makes the vertex dense, and returns its live array
        System.arraycopy(answer, 0, vertex.dense(), 0, dimension);
    }

    private double[] checked(double @Nullable [] answer) {
        if (answer == null || answer.length != dimension) {
            throw invalid(answer == null ? "null" : "a vector of length " + answer.length);
        }
        for (int i = 0; i < dimension; i++) {
            if (!Double.isFinite(answer[i])) {
                throw invalid("y[" + i + "] = " + answer[i]);
            }
        }
        return answer;
    }

    private OracleException invalid(String value) {
        return new OracleException(
                OracleException.Code.INVALID_ANSWER,
                "the custom oracle returned " + value + " where a finite vector of length " + dimension
                        + " is expected");
    }
}
