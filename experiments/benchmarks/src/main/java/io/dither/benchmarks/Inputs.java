package io.dither.benchmarks;

import io.dither.layer.Decision;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.perturbed.Batch;
import io.dither.random.KeyedRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The arrays of a workload, with a row per example and a column per coordinate of the oracle.
 *
 * @param thetas the parameters
 * @param cotangents the vectors of the vector-Jacobian products
 * @param targets the observed decision of each example, for the Fenchel-Young loss
 */
record Inputs(DMatrixRMaj thetas, DMatrixRMaj cotangents, List<Decision> targets) {
    private static final long SEED = 20_020_867;

    /**
     * Draws the inputs of a workload, the same in each run.
     *
     * @param workload the workload
     * @param oracle its oracle
     * @return the inputs
     */
    static Inputs draw(Workload workload, LinearOracle oracle) {
        int batch = workload.size().batch();
        return draw(workload, oracle, workload.law().thetas(batch, oracle.dimension(), new KeyedRandom(SEED)));
    }

    /** Draws the cotangents and the targets for given thetas, the same in each run. */
    static Inputs draw(Workload workload, LinearOracle oracle, DMatrixRMaj thetas) {
        return new Inputs(
                thetas,
                Law.normal(thetas.numRows, thetas.numCols, new KeyedRandom(SEED + 1)),
                decisions(workload.law().targets(oracle, thetas, new KeyedRandom(SEED + 2))));
    }

    /**
     * Adds up the optimal values of all thetas without noise. If two programs get different sums, they do not solve the
     * same problems.
     *
     * @param oracle the oracle
     * @return the sum of &lt;theta, y*(theta)&gt; over the rows, where y*(theta) is the solution at theta
     */
    double sumOfOptima(LinearOracle oracle) {
        Vertex vertex = new Vertex(oracle.dimension());
        double sum = 0;
        try (OracleSession session = oracle.openSession()) {
            for (int i = 0; i < thetas.numRows; i++) {
                double[] theta = Batch.row(thetas, i);
                session.solve(theta, vertex);
                sum += vertex.dot(theta);
            }
        }
        return sum;
    }

    /** Returns each row as a decision. */
    static List<Decision> decisions(DMatrixRMaj targets) {
        return IntStream.range(0, targets.numRows)
                .mapToObj(i -> Decision.of(Batch.row(targets, i)))
                .toList();
    }
}
