package io.dither.experiments.shortestpath;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.perturbed.Batch;
import org.ejml.data.DMatrixRMaj;

/**
 * The normalised regret of predicted costs: sum_i &lt;c_i, y(p_i) - y(c_i)&gt; / sum_i &lt;c_i, y(c_i)&gt;, where c_i are
 * the true costs, p_i the predicted ones and y(.) is an optimal solution.
 */
final class Regret {
    private final LinearOracle oracle;
    private final DMatrixRMaj costs;
    private final double optimum;

    /** Solves for the true costs, n x d, which are kept and not changed. */
    Regret(LinearOracle oracle, DMatrixRMaj costs) {
        Arguments.atLeast("examples", costs.numRows, 1);
        this.oracle = oracle;
        this.costs = costs;
        this.optimum = paid(costs);
        Arguments.require(
                optimum > 0,
                "the optimal costs sum to " + optimum,
                "Maybe the costs are negative: there is no share of them");
    }

    /** Returns the normalised regret of predictions, n x d; 0.1 means 10 % longer paths than needed. */
    double of(DMatrixRMaj predictions) {
        return (paid(predictions) - optimum) / optimum;
    }

    /** Returns an optimal solution for each row. */
    static DMatrixRMaj solutions(LinearOracle oracle, DMatrixRMaj costs) {
        DMatrixRMaj solutions = new DMatrixRMaj(costs.numRows, costs.numCols);
        Vertex vertex = new Vertex(costs.numCols);
        try (OracleSession session = oracle.openSession()) {
            for (int i = 0; i < costs.numRows; i++) {
                session.solve(Batch.row(costs, i), vertex);
                System.arraycopy(vertex.toArray(), 0, solutions.data, i * costs.numCols, costs.numCols);
            }
        }
        return solutions;
    }

    private double paid(DMatrixRMaj predictions) {
        Vertex vertex = new Vertex(costs.numCols);
        double sum = 0;
        try (OracleSession session = oracle.openSession()) {
            for (int i = 0; i < costs.numRows; i++) {
                session.solve(Batch.row(predictions, i), vertex);
                sum += vertex.dot(Batch.row(costs, i));
            }
        }
        return sum;
    }
}
