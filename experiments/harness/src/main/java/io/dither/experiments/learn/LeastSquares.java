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
        return fit(examples, 0);
    }

    /**
     * Fits W and b with a penalty lambda |W|^2 / 2 on half the sum of squared errors (ridge regression); b is free.
     *
     * @param examples n x d features and n x k targets; read only
     * @param lambda at least 0
     * @return the model
     */
    public static LinearModel fit(Examples examples, double lambda) {
        Arguments.atLeast("examples", examples.count(), 1);
        Arguments.require(lambda >= 0, "lambda = " + lambda + " is not at least 0", "Maybe use 0");
        int d = examples.features().numCols;
        int k = examples.targets().numCols;
        DMatrixRMaj solution = new DMatrixRMaj(d + 1, k);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        int penalties = lambda > 0 ? d : 0;
        solver.setA(design(examples.features(), penalties, Math.sqrt(lambda)));
        DMatrixRMaj targets = new DMatrixRMaj(examples.count() + penalties, k);
        System.arraycopy(examples.targets().data, 0, targets.data, 0, examples.count() * k);
        solver.solve(targets, solution);
        LinearModel model = new LinearModel(d, k);
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < d; i++) {
                model.weights().set(j, i, solution.get(i, j));
            }
            model.parameters()[k * d + j] = solution.get(d, j);
        }
        return model;
    }

    /** The features with a column of ones, and below them a row for each penalty, whose target is 0. */
    private static DMatrixRMaj design(DMatrixRMaj features, int penalties, double root) {
        int n = features.numRows;
        int d = features.numCols;
        DMatrixRMaj design = new DMatrixRMaj(n + penalties, d + 1);
        for (int i = 0; i < n; i++) {
            System.arraycopy(features.data, i * d, design.data, i * (d + 1), d);
            design.set(i, d, 1);
        }
        for (int j = 0; j < penalties; j++) {
            design.set(n + j, j, root);
        }
        return design;
    }
}
