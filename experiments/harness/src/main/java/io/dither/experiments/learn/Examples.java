package io.dither.experiments.learn;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.perturbed.Batch;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Features and targets side by side: row i of both is example i.
 *
 * @param features n x d: the d features of each of n examples
 * @param targets n x k: the k numbers of the target of each example
 */
public record Examples(DMatrixRMaj features, DMatrixRMaj targets) {
    /**
     * Checks that both have the same number of rows; the matrices are not copied.
     *
     * @throws InvalidArgumentException if they differ
     */
    public Examples {
        Arguments.require(
                features.numRows == targets.numRows,
                "features has " + features.numRows + " rows, but targets has " + targets.numRows,
                "Maybe one of them was split and the other was not");
    }

    /**
     * Returns n.
     *
     * @return the number of examples
     */
    public int count() {
        return features.numRows;
    }

    /**
     * Copies some examples, in the order given.
     *
     * @param indices the rows
     * @return the examples; the caller owns both matrices
     */
    public Examples select(int[] indices) {
        return new Examples(rows(features, indices), rows(targets, indices));
    }

    /** {@return the targets as observed decisions} */
    public List<Decision> decisions() {
        return IntStream.range(0, count())
                .mapToObj(i -> Decision.of(Batch.row(targets, i)))
                .toList();
    }

    /**
     * Copies some rows of a matrix, in the order given.
     *
     * @param matrix the matrix; read only
     * @param indices the rows
     * @return a new matrix of indices.length rows
     */
    public static DMatrixRMaj rows(DMatrixRMaj matrix, int[] indices) {
        DMatrixRMaj selected = new DMatrixRMaj(indices.length, matrix.numCols);
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(
                    matrix.data, indices[i] * matrix.numCols, selected.data, i * matrix.numCols, matrix.numCols);
        }
        return selected;
    }
}
