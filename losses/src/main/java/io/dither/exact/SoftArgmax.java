package io.dither.exact;

import io.dither.internal.algebra.Vectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The simplex with Gumbel noise: F = eps logsumexp(u / eps) + E eps Z, whose gradient is softmax(u / eps). */
record SoftArgmax(Law law) implements Smoothing {
    @Override
    public double valueAndMean(double[] u, double[] p) {
        return Vectors.softmax(u, law.epsilon(), p) + law.shift();
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
        double[] product = new double[u.length];
        products(u, mean(u), new double[][] {v}, new double[][] {product});
        return product;
    }

    @Override
    public void products(double[] u, double[] p, double[][] vectors, double[][] products) {
        double epsilon = law.epsilon();
        for (int k = 0; k < vectors.length; k++) {
            double[] vector = vectors[k];
            double[] product = products[k];
            double mean = Vectors.dot(p, vector);
            for (int i = 0; i < product.length; i++) {
                product[i] = p[i] * ((vector[i] - mean) / epsilon);
            }
        }
    }
}
