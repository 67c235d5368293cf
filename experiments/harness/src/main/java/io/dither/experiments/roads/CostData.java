package io.dither.experiments.roads;

import io.dither.experiments.learn.Examples;
import org.ejml.data.DMatrixRMaj;

/**
 * Drawn examples, one a row.
 *
 * @param coefficients B, d x p
 * @param features x, n x p
 * @param costs c, n x d
 * @param noiseFree the mean of c given x, n x d
 */
public record CostData(DMatrixRMaj coefficients, DMatrixRMaj features, DMatrixRMaj costs, DMatrixRMaj noiseFree) {
    /**
     * Copies some examples, in the order given; B is shared.
     *
     * @param indices their rows
     * @return the examples
     */
    public CostData select(int[] indices) {
        return new CostData(
                coefficients,
                Examples.rows(features, indices),
                Examples.rows(costs, indices),
                Examples.rows(noiseFree, indices));
    }

    /**
     * Returns the number of examples.
     *
     * @return n
     */
    public int count() {
        return features.numRows;
    }
}
