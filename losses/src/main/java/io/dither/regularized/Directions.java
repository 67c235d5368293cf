package io.dither.regularized;

import io.dither.internal.algebra.Vectors;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** The directions D from the first corner of a face to the others, and the curvature D^T H D of Omega along them at a point. */
final class Directions {
    private final DMatrixRMaj directions;
    private final double[] point;
    private final Regularizer regularizer;

    Directions(List<double[]> corners, double[] point, Regularizer regularizer) {
        this.point = point;
        this.regularizer = regularizer;
        directions = new DMatrixRMaj(point.length, corners.size() - 1);
        for (int k = 1; k < corners.size(); k++) {
            setColumn(directions, k - 1, Vectors.minus(corners.get(k), corners.get(0)));
        }
    }

    private static void setColumn(DMatrixRMaj matrix, int k, double[] column) {
        for (int i = 0; i < column.length; i++) {
            matrix.set(i, k, column[i]);
        }
    }

    double norm() {
        return Vectors.norm(directions.data);
    }

    /** Returns D^T v. */
    double[] along(double[] v) {
        return CommonOps_DDRM.multTransA(directions, DMatrixRMaj.wrap(v.length, 1, v), null).data;
    }

    /** Returns D x. */
    double[] combined(double[] x) {
        return CommonOps_DDRM.mult(directions, DMatrixRMaj.wrap(x.length, 1, x), null).data;
    }

    /** Solves D^T H D x = right. A ridge is added if Omega is flat along a direction. */
    double[] solve(double[] right) {
        int size = right.length;
        DMatrixRMaj solution = new DMatrixRMaj(size, 1);
        if (size > 0) {
            factorised().solve(DMatrixRMaj.wrap(size, 1, right), solution);
        }
        return solution.data;
    }

    private LinearSolverDense<DMatrixRMaj> factorised() {
        DMatrixRMaj curvature = curvature();
        double ridge = 1e-14 * (CommonOps_DDRM.trace(curvature) + Double.MIN_NORMAL);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(curvature.numRows);
        while (!solver.setA(curvature.copy())) {
            CommonOps_DDRM.addEquals(curvature, ridge, CommonOps_DDRM.identity(curvature.numRows));
            ridge *= 10;
        }
        return solver;
    }

    private DMatrixRMaj curvature() {
        DMatrixRMaj hessianColumns = directions.createLike();
        double[] direction = new double[point.length];
        for (int k = 0; k < directions.numCols; k++) {
            for (int i = 0; i < direction.length; i++) {
                direction[i] = directions.get(i, k);
            }
            setColumn(hessianColumns, k, regularizer.hessianProduct(point, direction));
        }
        return CommonOps_DDRM.multTransA(directions, hessianColumns, null);
    }
}
