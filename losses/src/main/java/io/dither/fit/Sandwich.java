package io.dither.fit;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/**
 * H^+ S H^+ on the span of an orthonormal basis, from an estimate J of the symmetric H.
 *
 * <p>J is not made symmetric before it is inverted: the errors W of its entries are independent, so that E[W X W] is nearly 0
 * and J^-1 S J^-1 nearly unbiased, while the inverse of the symmetric part is too large by E[W X W^T].
 */
final class Sandwich {
    private final DMatrixRMaj basis;
    private final DMatrixRMaj inverse;
    private final double error;

    /**
     * Inverts J on the span of the rows.
     *
     * @param jacobian J, d x d
     * @param noise a matrix with the law of J - H, d x d
     * @param basis rank x d
     */
    Sandwich(DMatrixRMaj jacobian, DMatrixRMaj noise, DMatrixRMaj basis) {
        this.basis = basis;
        inverse = reduced(jacobian);
        boolean invertible = basis.numRows == 0 || CommonOps_DDRM.invert(inverse);
        error = invertible ? relative(symmetric(reduced(jacobian)), reduced(noise)) : Double.POSITIVE_INFINITY;
    }

    /** Returns that of an H of which nothing is known. */
    static Sandwich unknown(DMatrixRMaj basis) {
        DMatrixRMaj nothing = new DMatrixRMaj(basis.numCols, basis.numCols);
        return new Sandwich(nothing, nothing, basis);
    }

    /** Returns the norm of noise in the metric of H, as the root of the mean over directions. */
    private static double relative(DMatrixRMaj hessian, DMatrixRMaj noise) {
        int rank = hessian.numRows;
        DMatrixRMaj metric = new DMatrixRMaj(rank, rank);
        if (rank == 0 || !CommonOps_DDRM.invertSPD(hessian, metric)) {
            return rank == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.sqrt(VectorVectorMult_DDRM.innerProd(product(metric, noise), product(noise, metric)) / rank);
    }

    /**
     * Returns the relative error of H: |H^-1/2 (J - H) H^-1/2| in the Frobenius norm, divided by the root of the rank; 0 where
     * exact, infinite where J is not positive definite.
     */
    double error() {
        return error;
    }

    /** Returns whether the noise of H is below H. */
    boolean isKnown() {
        return error < 1;
    }

    DMatrixRMaj basis() {
        return basis;
    }

    /** Returns H^+ S H^+, NaN where H is not known. */
    DMatrixRMaj around(DMatrixRMaj meat) {
        DMatrixRMaj middle = symmetric(product(product(inverse, reduced(meat)), inverse));
        DMatrixRMaj result = CommonOps_DDRM.multTransA(basis, product(middle, basis), null);
        if (!isKnown()) {
            CommonOps_DDRM.fill(result, Double.NaN);
        }
        return result;
    }

    private DMatrixRMaj reduced(DMatrixRMaj matrix) {
        return CommonOps_DDRM.multTransB(product(basis, matrix), basis, null);
    }

    private static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
        return CommonOps_DDRM.mult(left, right, null);
    }

    private static DMatrixRMaj symmetric(DMatrixRMaj matrix) {
        return CommonOps_DDRM.add(0.5, matrix, 0.5, CommonOps_DDRM.transpose(matrix, null), null);
    }
}
