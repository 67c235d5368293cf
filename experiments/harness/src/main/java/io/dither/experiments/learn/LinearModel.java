package io.dither.experiments.learn;

import io.dither.error.Arguments;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The model theta = W x + b, with k outputs and d features.
 *
 * <p>All parameters lie in one flat array, W row by row and then b, so that an optimiser sees a vector. Not
 * thread-safe while it is trained.
 */
public final class LinearModel {
    private final double[] parameters;
    private final DMatrixRMaj weights;

    /**
     * Creates a model whose parameters are 0.
     *
     * @param features d
     * @param outputs k
     */
    public LinearModel(int features, int outputs) {
        Arguments.atLeast("features", features, 1);
        Arguments.atLeast("outputs", outputs, 1);
        parameters = new double[outputs * (features + 1)];
        weights = DMatrixRMaj.wrap(outputs, features, parameters);
    }

    /**
     * Returns all parameters: W row by row, then b.
     *
     * @return the live array of length k (d + 1); what is written to it changes the model
     */
    public double[] parameters() {
        return parameters;
    }

    /** {@return W (a k x d view of the first k d parameters)} */
    public DMatrixRMaj weights() {
        return weights;
    }

    /**
     * {@return one coordinate of b}
     *
     * @param output from 0 to k - 1
     */
    public double intercept(int output) {
        return parameters[weights.getNumElements() + output];
    }

    /**
     * Computes theta for a batch: X W^T + 1 b^T.
     *
     * @param features X, n x d; read only
     * @return n x k; the caller owns it
     */
    public DMatrixRMaj forward(DMatrixRMaj features) {
        int outputs = weights.numRows;
        int biases = weights.getNumElements();
        DMatrixRMaj thetas = new DMatrixRMaj(features.numRows, outputs);
        CommonOps_DDRM.multTransB(features, weights, thetas);
        for (int i = 0, at = 0; i < features.numRows; i++) {
            for (int j = 0; j < outputs; j++, at++) {
                thetas.data[at] += parameters[biases + j];
            }
        }
        return thetas;
    }
}
