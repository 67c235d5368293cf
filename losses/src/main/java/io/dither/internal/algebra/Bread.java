package io.dither.internal.algebra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * The outer part J^+ of the sandwich estimator J^+ S J^+T, whose middle S is the meat: the inverse of J on the span of
 * the rows of a basis B.
 */
public final class Bread {
    private final DMatrixRMaj basis;
    /** The inverse of B J B^T; without meaning if {@link #isSingular}. */
    private final DMatrixRMaj inverse;

    private final boolean isSingular;

    private Bread(DMatrixRMaj basis, DMatrixRMaj reducedJacobian) {
        this.basis = basis;
        inverse = reducedJacobian; // inverted in place below, unless the basis is empty
        isSingular = basis.numRows > 0 && !invert(inverse);
    }

    /** Returns the outer part for a Jacobian J. */
    public static Bread of(DMatrixRMaj jacobian, DMatrixRMaj basis) {
        return new Bread(basis, CommonOps_DDRM.multTransB(product(basis, jacobian), basis, null));
    }

    /** Returns the outer part for a Jacobian in coordinates of the basis, B J B^T, which is overwritten. */
    public static Bread ofReduced(DMatrixRMaj jacobian, DMatrixRMaj basis) {
        return new Bread(basis, jacobian);
    }

    /** Returns whether the Jacobian has no inverse on the span of the basis. Rounding can hide that it has none. */
    public boolean isSingular() {
        return isSingular;
    }

    public DMatrixRMaj basis() {
        return basis;
    }

    /** Returns B A B^T: a matrix in the coordinates of the basis. */
    public DMatrixRMaj inBasis(DMatrixRMaj matrix) {
        return CommonOps_DDRM.multTransB(product(basis, matrix), basis, null);
    }

    /** Returns J^+ S J^+T for the meat S. */
    public DMatrixRMaj around(DMatrixRMaj meat) {
        return inAllCoordinates(CommonOps_DDRM.multTransB(product(inverse, inBasis(meat)), inverse, null));
    }

    /**
     * Returns the symmetric part of J^+ S J^+ for the meat S. It is nearly unbiased if J estimates a symmetric matrix
     * and the errors W of its entries are independent, because E[W X W] is nearly 0 for any fixed X. The result of
     * {@link #around} is too large: its error contains E[W X W^T], which is not near 0. With the inverse of the
     * symmetric part of J in place of J^+, about half of this error would remain.
     */
    public DMatrixRMaj aroundIfSymmetric(DMatrixRMaj meat) {
        return inAllCoordinates(symmetric(product(product(inverse, inBasis(meat)), inverse)));
    }

    /** Returns J^+ times a factor. */
    public DMatrixRMaj times(double factor) {
        DMatrixRMaj scaled = inverse.copy();
        CommonOps_DDRM.scale(factor, scaled);
        return inAllCoordinates(scaled);
    }

    private DMatrixRMaj inAllCoordinates(DMatrixRMaj middle) {
        return CommonOps_DDRM.multTransA(basis, product(middle, basis), null);
    }

    /** Inverts a matrix in place. Returns false if the matrix is singular, so that the result has no finite numbers. */
    public static boolean invert(DMatrixRMaj matrix) {
        // EJML returns true for singular matrices, too
        return CommonOps_DDRM.invert(matrix) && !MatrixFeatures_DDRM.hasUncountable(matrix);
    }

    public static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
        return CommonOps_DDRM.mult(left, right, null);
    }

    public static DMatrixRMaj symmetric(DMatrixRMaj matrix) {
        return CommonOps_DDRM.add(0.5, matrix, 0.5, CommonOps_DDRM.transpose(matrix, null), null);
    }
}
