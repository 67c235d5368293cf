package io.dither.exact;

import io.dither.internal.algebra.Vectors;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The simplex with Gumbel noise: F = eps logsumexp(u / eps) + E eps Z, whose gradient is softmax(u / eps). */
record SoftArgmax(Law law) implements Smoothing {
    @Override
    public double valueAndMean(double[] u, double[] p) {
        // softmax returns eps logsumexp(u / eps)
        return Vectors.softmax(u, law.epsilon(), p) + law.meanNoise();
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        double[] p = mean(u);
        DMatrixRMaj jacobian = CommonOps_DDRM.diag(p);
        DMatrixRMaj column = DMatrixRMaj.wrap(p.length, 1, p);
        CommonOps_DDRM.multAddTransB(-1, column, column, jacobian);
        CommonOps_DDRM.divide(jacobian, law.epsilon());
        return jacobian;
    }

    @Override
    public double[] product(double[] u, double[] v) {
        double[] p = mean(u);
        double mean = Vectors.dot(p, v);
        double[] product = new double[u.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = p[i] * ((v[i] - mean) / law.epsilon());
        }
        return product;
    }

    /**
     * Fills the lower triangle of X' J X, the Hessian of F(X w) in w: with m = X' p, it is the sum of
     * p_i (x_i - m) x_i' / eps over the rows x_i of X. {@code x} is X, row by row; {@code p} is the mean at u, computed
     * before.
     */
    @Override
    public void hessian(double[] u, double[] p, double[] x, double[] triangle) {
        double epsilon = law.epsilon();
        double[] means = new double[x.length / p.length];
        for (int i = 0, at = 0; i < p.length; i++) {
            for (int k = 0; k < means.length; k++) {
                means[k] += p[i] * x[at++];
            }
        }
        Arrays.fill(triangle, 0);
        for (int i = 0, first = 0; i < p.length; i++, first += means.length) {
            for (int k = 0, at = 0; k < means.length; k++) {
                double product = p[i] * ((x[first + k] - means[k]) / epsilon);
                for (int l = 0; l <= k; l++) {
                    triangle[at++] += product * x[first + l];
                }
            }
        }
    }
}
