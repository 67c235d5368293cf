package io.dither.exact;

import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/**
 * The larger of two Gaussian scores: F = a Phi(r) + b Phi(-r) + s phi(r), s = eps sqrt(2), r = (a - b) / s (Clark 1961).
 */
record GaussianPair(Law law) implements Smoothing {
    private double scale() {
        return law.epsilon() * Math.sqrt(2);
    }

    @Override
    public double value(double[] u) {
        double[] p = mean(u);
        double ratio = (u[0] - u[1]) / scale();
        return u[0] * p[0] + u[1] * p[1] + scale() * law.noise().density(ratio);
    }

    @Override
    public double[] mean(double[] u) {
        double ratio = (u[0] - u[1]) / scale();
        double lesser = law.noise().cdf(-Math.abs(ratio));
        return ratio > 0 ? new double[] {1 - lesser, lesser} : new double[] {lesser, 1 - lesser};
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        double slope = law.noise().density((u[0] - u[1]) / scale()) / scale();
        return new DMatrixRMaj(2, 2, true, slope, -slope, -slope, slope);
    }

    @Override
    public OptionalDouble conjugate(double[] y) {
        if (SoftArgmax.isOutsideSimplex(y)) {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
        boolean corner = y[0] <= 0 || y[0] >= 1;
        return OptionalDouble.of(
                corner ? 0 : -scale() * law.noise().density(law.noise().quantile(y[0])));
    }
}
