package io.dither.experiments.learn;

import io.dither.error.Arguments;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** The linear model with the least sum of squared errors, the baseline of the experiments. */
public final class LeastSquares {
    private LeastSquares() {}

    /**
     * Fits W and b by a singular value decomposition; where the features do not determine them (a constant
     * feature, say), the solution of least norm.
     *
     * @param examples n x d features and n x k targets; read only
     * @return the model
     */
    public static LinearModel fit(Examples examples) {
        Arguments.atLeast("examples", examples.count(), 1);
        int d = examples.features().numCols;
        int k = examples.targets().numCols;
        DMatrixRMaj solution = new DMatrixRMaj(d + 1, k);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        solver.setA(withOnes(examples.features()));
        solver.solve(examples.targets(), solution);
        LinearModel model = new LinearModel(d, k);
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < d; i++) {
                model.weights().set(j, i, solution.get(i, j));
            }
            model.parameters()[k * d + j] = solution.get(d, j);
        }
        return model;
    }

    private static DMatrixRMaj withOnes(DMatrixRMaj features) {
        int d = features.numCols;
        DMatrixRMaj design = new DMatrixRMaj(features.numRows, d + 1);
        for (int i = 0; i < features.numRows; i++) {
            System.arraycopy(features.data, i * d, design.data, i * (d + 1), d);
            design.set(i, d, 1);
        }
        return design;
    }
}
