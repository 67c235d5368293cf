package io.dither.exact;

import io.dither.oracle.Polytope;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/** The corners of a box, each coordinate by itself: y = upper where X is above 0 and lower elsewhere. */
record SmoothCube(Polytope.Cube cube, Law law) implements Smoothing {
    private static final double TOLERANCE = 1e-12;

    private double width() {
        return cube.upper() - cube.lower();
    }

    @Override
    public double value(double[] u) {
        double sum = 0;
        for (double score : u) {
            sum += cube.lower() * (score + law.shift()) + width() * positivePart(score);
        }
        return sum;
    }

    /** Returns E max(X, 0). */
    private double positivePart(double score) {
        if (law.isGaussian()) {
            double ratio = score / law.epsilon();
            return score * law.noise().cdf(ratio) + law.epsilon() * law.noise().density(ratio);
        }
        Quadrature quadrature = Quadrature.of(law, new double[] {score}, 0);
        double sum = 0;
        for (int at = 0; at < quadrature.size(); at++) {
            double x = quadrature.node(at);
            sum += x > 0 ? quadrature.weight(at) * x * law.density(x, score) : 0;
        }
        return sum;
    }

    @Override
    public double[] mean(double[] u) {
        double[] mean = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            mean[i] = cube.lower() + width() * (1 - law.cdf(0, u[i]));
        }
        return mean;
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        DMatrixRMaj jacobian = new DMatrixRMaj(u.length, u.length);
        for (int i = 0; i < u.length; i++) {
            jacobian.set(i, i, width() * law.density(0, u[i]));
        }
        return jacobian;
    }

    @Override
    public OptionalDouble conjugate(double[] y) {
        if (!law.isGaussian()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (double coordinate : y) {
            sum += conjugate((coordinate - cube.lower()) / width());
        }
        return OptionalDouble.of(sum);
    }

    /** Returns u p - E max(X, 0) at the u that has the mean p: -eps phi(Phi^-1(p)), times the width. */
    private double conjugate(double p) {
        if (p < -TOLERANCE || p > 1 + TOLERANCE) {
            return Double.POSITIVE_INFINITY;
        }
        return p <= 0 || p >= 1
                ? 0
                : -width() * law.epsilon() * law.noise().density(law.noise().quantile(p));
    }
}
