package io.dither.fit;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** H^+ S H^+ on the span of an orthonormal basis. */
final class Sandwich {
    private static final double SMALLEST = 1e-10;

    private final DMatrixRMaj inverse;

    /**
     * Inverts the symmetric part of H on the span of the rows; eigenvalues below a tiny share of the largest count as 0.
     *
     * @param hessian H of the scores, d x d
     * @param basis rank x d
     */
    Sandwich(DMatrixRMaj hessian, DMatrixRMaj basis) {
        int rank = basis.numRows;
        DMatrixRMaj left = new DMatrixRMaj(rank, basis.numCols);
        CommonOps_DDRM.mult(basis, hessian, left);
        DMatrixRMaj reduced = new DMatrixRMaj(rank, rank);
        CommonOps_DDRM.multTransB(left, basis, reduced);
        DMatrixRMaj vectors = new DMatrixRMaj(rank, basis.numCols);
        CommonOps_DDRM.mult(pseudoInverse(symmetric(reduced)), basis, vectors);
        inverse = new DMatrixRMaj(basis.numCols, basis.numCols);
        CommonOps_DDRM.multTransA(basis, vectors, inverse);
    }

    private static DMatrixRMaj symmetric(DMatrixRMaj matrix) {
        DMatrixRMaj transposed = new DMatrixRMaj(matrix.numCols, matrix.numRows);
        CommonOps_DDRM.transpose(matrix, transposed);
        CommonOps_DDRM.add(0.5, matrix, 0.5, transposed, transposed);
        return transposed;
    }

    private static DMatrixRMaj pseudoInverse(DMatrixRMaj symmetric) {
        int rank = symmetric.numRows;
        DMatrixRMaj result = new DMatrixRMaj(rank, rank);
        if (rank == 0) {
            return result;
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(rank, true, true);
        eigen.decompose(symmetric);
        double largest = 0;
        for (int k = 0; k < rank; k++) {
            largest = Math.max(largest, eigen.getEigenvalue(k).getReal());
        }
        for (int k = 0; k < rank; k++) {
            double value = eigen.getEigenvalue(k).getReal();
            if (value > SMALLEST * largest) {
                DMatrixRMaj vector = eigen.getEigenVector(k);
                CommonOps_DDRM.multAddTransB(1 / value, vector, vector, result);
            }
        }
        return result;
    }

    DMatrixRMaj around(DMatrixRMaj meat) {
        int dimension = inverse.numRows;
        DMatrixRMaj left = new DMatrixRMaj(dimension, dimension);
        CommonOps_DDRM.mult(inverse, meat, left);
        DMatrixRMaj result = new DMatrixRMaj(dimension, dimension);
        CommonOps_DDRM.mult(left, inverse, result);
        return result;
    }
}
