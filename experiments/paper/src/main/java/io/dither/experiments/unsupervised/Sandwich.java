package io.dither.experiments.unsupervised;

import static io.dither.internal.algebra.Bread.product;

import io.dither.internal.algebra.Bread;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/** The sandwich H^+ S H^+ on the span of an orthonormal basis. H is symmetric; its estimate J need not be. */
final class Sandwich {
    /** J^+, the outer part of the sandwich. */
    private final Bread bread;

    private final double error;

    /**
     * Inverts J on the span of the rows.
     *
     * @param jacobian J, d x d
     * @param noise a random matrix with the same distribution as the error J - H, d x d
     * @param basis rank x d
     */
    Sandwich(DMatrixRMaj jacobian, DMatrixRMaj noise, DMatrixRMaj basis) {
        bread = Bread.of(jacobian, basis);
        error = bread.isSingular()
                ? Double.POSITIVE_INFINITY
                : relative(Bread.symmetric(bread.inBasis(jacobian)), bread.inBasis(noise));
    }

    /** Returns |H^-1/2 N H^-1/2| for the noise N in the Frobenius norm, divided by the root of the rank. */
    private static double relative(DMatrixRMaj hessian, DMatrixRMaj noise) {
        int rank = hessian.numRows;
        DMatrixRMaj inverse = new DMatrixRMaj(rank, rank);
        if (rank == 0 || !CommonOps_DDRM.invertSPD(hessian, inverse)) {
            return rank == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        // the inner product of H^-1 N and N H^-1 is the square of the norm
        return Math.sqrt(VectorVectorMult_DDRM.innerProd(product(inverse, noise), product(noise, inverse)) / rank);
    }

    /**
     * Returns the relative error of H: |H^-1/2 (J - H) H^-1/2| in the Frobenius norm, divided by the root of the rank;
     * 0 if J is exact, infinite if J is not positive definite.
     */
    double error() {
        return error;
    }

    /** Returns whether the error of H is smaller than H. */
    boolean isPrecise() {
        return error < 1;
    }

    /** Estimates H^+ S H^+ for S, the meat. The estimate is nearly unbiased although J has errors, because H is symmetric. */
    DMatrixRMaj around(DMatrixRMaj meat) {
        return bread.aroundIfSymmetric(meat);
    }
}
