package io.dither.experiments.labelranking;

import io.dither.exact.ExactOptimizer;
import io.dither.perturbed.Batch;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The Hessian of the sum of Fenchel-Young losses in the parameters of a linear model: sum over examples of J(theta) times
 * (x, 1) (x, 1)^T, J the Jacobian of the layer.
 *
 * @param layer the layer
 * @param features X, n x d
 */
record RankCurvature(ExactOptimizer layer, DMatrixRMaj features) {
    /** Added to the diagonal, a share of n: the losses do not change when all scores rise by as much. */
    private static final double RIDGE = 1e-9;

    /** Returns the Hessian, with the penalty lambda on W; parameters in the order of the model. */
    DMatrixRMaj hessian(DMatrixRMaj thetas, double lambda) {
        int n = features.numRows;
        int d = features.numCols;
        int k = thetas.numCols;
        double[][] weights = jacobians(thetas);
        DMatrixRMaj design = design();
        DMatrixRMaj scaled = new DMatrixRMaj(n, d + 1);
        DMatrixRMaj block = new DMatrixRMaj(d + 1, d + 1);
        DMatrixRMaj hessian = new DMatrixRMaj(k * (d + 1), k * (d + 1));
        for (int p = 0; p < k; p++) {
            for (int q = p; q < k; q++) {
                scale(design, weights[p * k + q], scaled);
                CommonOps_DDRM.multTransA(scaled, design, block);
                write(block, hessian, p, q, k);
            }
        }
        for (int i = 0; i < hessian.numRows; i++) {
            hessian.add(i, i, RIDGE * n + (i < k * d ? lambda : 0));
        }
        return hessian;
    }

    /** Entry (p, q) of J for all examples, by p k + q. */
    private double[][] jacobians(DMatrixRMaj thetas) {
        int k = thetas.numCols;
        double[][] entries = new double[k * k][thetas.numRows];
        for (int i = 0; i < thetas.numRows; i++) {
            double[] jacobian = layer.jacobian(Batch.row(thetas, i)).data;
            for (int at = 0; at < jacobian.length; at++) {
                entries[at][i] = jacobian[at];
            }
        }
        return entries;
    }

    private DMatrixRMaj design() {
        int d = features.numCols;
        DMatrixRMaj design = new DMatrixRMaj(features.numRows, d + 1);
        for (int i = 0; i < features.numRows; i++) {
            System.arraycopy(features.data, i * d, design.data, i * (d + 1), d);
            design.set(i, d, 1);
        }
        return design;
    }

    private static void scale(DMatrixRMaj design, double[] weights, DMatrixRMaj scaled) {
        int columns = design.numCols;
        for (int i = 0, at = 0; i < weights.length; i++) {
            for (int j = 0; j < columns; j++, at++) {
                scaled.data[at] = weights[i] * design.data[at];
            }
        }
    }

    /** Intercepts come after all weights. */
    private static void write(DMatrixRMaj block, DMatrixRMaj hessian, int p, int q, int k) {
        int d = block.numCols - 1;
        for (int i = 0; i <= d; i++) {
            int row = i < d ? p * d + i : k * d + p;
            for (int j = 0; j <= d; j++) {
                int column = j < d ? q * d + j : k * d + q;
                hessian.set(row, column, block.get(i, j));
                hessian.set(column, row, block.get(i, j));
            }
        }
    }
}
