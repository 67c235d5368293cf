package io.dither.methods;

import io.dither.internal.algebra.Vectors;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** The matrix D whose columns are the directions from the first corner of a face to the other corners. */
final class Directions {
    /**
     * The first ridge, a multiple of the identity that is added to D^T D, as a share of the trace of D^T D. The ridge
     * grows tenfold until the factorisation succeeds.
     */
    private static final double FIRST_RIDGE = 1e-14;

    private final DMatrixRMaj directions;

    Directions(List<double[]> corners) {
        directions = new DMatrixRMaj(corners.get(0).length, corners.size() - 1);
        for (int k = 1; k < corners.size(); k++) {
            double[] direction = Vectors.minus(corners.get(k), corners.get(0));
            for (int i = 0; i < direction.length; i++) {
                directions.set(i, k - 1, direction[i]);
            }
        }
    }

    /** Returns the Frobenius norm of D. */
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

    /** Solves D^T D x = right; if directions are linearly dependent, with the smallest ridge that factorises. */
    double[] solve(double[] right) {
        int size = right.length;
        DMatrixRMaj solution = new DMatrixRMaj(size, 1);
        if (size > 0) {
            factorised().solve(DMatrixRMaj.wrap(size, 1, right), solution);
        }
        return solution.data;
    }

    /** Returns the Cholesky factors of D^T D, with a ridge if D^T D is singular. */
    private LinearSolverDense<DMatrixRMaj> factorised() {
        DMatrixRMaj curvature = CommonOps_DDRM.multTransA(directions, directions, null);
        // above 0 even if all directions are 0
        double ridge = FIRST_RIDGE * (CommonOps_DDRM.trace(curvature) + Double.MIN_NORMAL);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(curvature.numRows);
        while (!solver.setA(curvature.copy())) {
            CommonOps_DDRM.addEquals(curvature, ridge, CommonOps_DDRM.identity(curvature.numRows));
            ridge *= 10;
        }
        return solver;
    }
}
