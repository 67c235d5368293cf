package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Makes examples from the rows of matrices, and a matrix of gradients or a sum from the results of a batch. */
public final class Batch {
    private Batch() {}

    /**
     * Copies a row.
     *
     * @param matrix the matrix; read only
     * @param row the index of the row
     * @return the row; the caller owns it
     */
    public static double[] row(DMatrixRMaj matrix, int row) {
        return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }

    /**
     * Makes examples of one oracle; row i has the key (step, i).
     *
     * @param thetas the parameters, one row per example, d columns; read only
     * @param targets the observed targets, one per row
     * @param step the step of the training
     * @param oracle the oracle
     * @param <T> the type of the targets
     * @return the examples
     */
    public static <T extends Target> List<Example<T>> examples(
            DMatrixRMaj thetas, List<T> targets, long step, LinearOracle oracle) {
        Arguments.require(
                thetas.numRows == targets.size() && thetas.numCols == oracle.dimension(),
                "thetas are " + thetas.numRows + " x " + thetas.numCols + ", for " + targets.size()
                        + " targets of dimension " + oracle.dimension(),
                "Maybe transpose them: rows are examples");
        return IntStream.range(0, targets.size())
                .mapToObj(i -> new Example<>(row(thetas, i), targets.get(i), new NoiseKey(step, i), oracle))
                .toList();
    }

    /**
     * {@return the gradients of the results of a batch (one row per example)}
     *
     * @param results the results, of one dimension; at least one
     */
    public static DMatrixRMaj gradients(List<ValueAndGradient> results) {
        Arguments.atLeast("number of results", results.size(), 1);
        int dimension = results.get(0).gradient().values().length;
        return new DMatrixRMaj(results.stream()
                .map(result -> Arguments.length("gradient", result.gradient().values(), dimension))
                .toArray(double[][]::new));
    }

    /**
     * Returns the sum of the values of a batch, added in their order.
     *
     * @param results the results
     * @return the sum
     */
    public static double sum(List<ValueAndGradient> results) {
        double sum = 0;
        for (ValueAndGradient result : results) {
            sum += result.value();
        }
        return sum;
    }
}
