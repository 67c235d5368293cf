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
     * Copies the model.
     *
     * @return a model of the same parameters that shares nothing with this one
     */
    public LinearModel copy() {
        LinearModel copy = new LinearModel(weights.numCols, weights.numRows);
        System.arraycopy(parameters, 0, copy.parameters, 0, parameters.length);
        return copy;
    }

    /**
     * Returns all parameters: W row by row, then b.
     *
     * @return the live array of length k (d + 1); what is written to it changes the model
     */
    public double[] parameters() {
        return parameters;
    }

    /**
     * Returns W.
     *
     * @return a k x d view of the first k d parameters
     */
    public DMatrixRMaj weights() {
        return weights;
    }

    /**
     * Returns one coordinate of b.
     *
     * @param output from 0 to k - 1
     * @return the intercept
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

    /**
     * Carries gradients from thetas to parameters, summed over the batch: G^T X for W and G^T 1 for b.
     *
     * @param features X, n x d; read only
     * @param thetaGradients G, n x k: row i is the gradient of the loss in theta of example i; read only
     * @return the gradient in the parameters, in their order; the caller owns it
     */
    public double[] gradient(DMatrixRMaj features, DMatrixRMaj thetaGradients) {
        int outputs = weights.numRows;
        int biases = weights.getNumElements();
        double[] gradient = new double[parameters.length];
        CommonOps_DDRM.multTransA(thetaGradients, features, DMatrixRMaj.wrap(outputs, weights.numCols, gradient));
        for (int i = 0, at = 0; i < thetaGradients.numRows; i++) {
            for (int j = 0; j < outputs; j++, at++) {
                gradient[biases + j] += thetaGradients.data[at];
            }
        }
        return gradient;
    }
}
