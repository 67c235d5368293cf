package io.dither.exact;

import io.dither.oracle.capability.Polytope;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The smoothing of a box. Its coordinates are independent: for the perturbed score X_i = u_i + eps Z_i, y_i is upper if
 * X_i is above 0, and otherwise lower.
 */
record SmoothCube(Polytope.Cube cube, Law law) implements Smoothing {
    private double width() {
        return cube.upper() - cube.lower();
    }

    @Override
    public double value(double[] u) {
        Compensated sum = new Compensated();
        for (double score : u) {
            sum.add(score, score > 0 ? cube.upper() : cube.lower());
            sum.add(law.epsilon(), cube.lower() * law.noise().mean() + width() * surplus(law.inUnits(score)));
        }
        return sum.value();
    }

    /** Returns E max(r + Z, 0) - max(r, 0): the gain that noise brings to a coordinate of width 1. */
    private double surplus(double r) {
        if (law.isGaussian()) {
            return Law.normalSurplus(r);
        }
        // max(r + z, 0) - max(r, 0) is z if r is above 0, and 0 otherwise; if r + z and r have different signs, |r + z|
        // is added
        double start = r > 0 ? law.lowest() : Math.max(law.lowest(), -r);
        double end = r > 0 ? Math.min(law.highest(), -r) : law.highest();
        double[] sum = {r > 0 ? law.noise().mean() : 0};
        new Quadrature(
                        law,
                        new double[1], // the density is centred at 0
                        (from, to) -> to - from,
                        (z, weight) ->
                                sum[0] += weight * Math.abs(r + z) * law.noise().density(z))
                .integrate(start, end);
        return sum[0];
    }

    @Override
    public double[] mean(double[] u) {
        double[] mean = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            double below = law.noise().cdf(-law.inUnits(u[i]));
            mean[i] = u[i] > 0 ? cube.upper() - width() * below : cube.lower() + width() * (1 - below);
        }
        return mean;
    }

    private double slope(double score) {
        return width() * law.noise().density(-law.inUnits(score)) / law.epsilon();
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        return CommonOps_DDRM.diag(Arrays.stream(u).map(this::slope).toArray());
    }

    @Override
    public double[] product(double[] u, double[] v) {
        double[] product = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            product[i] = slope(u[i]) * v[i];
        }
        return product;
    }
}
