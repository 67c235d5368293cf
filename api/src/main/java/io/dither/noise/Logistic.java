package io.dither.noise;

import io.dither.random.ExactLog;
import io.dither.random.KeyedRandom;

/**
 * Independent standard logistic coordinates. The score is the derivative of -ln density, the curvature its second
 * derivative.
 */
final class Logistic implements SymmetricNoise, DiagonalNoise {
    static final Logistic INSTANCE = new Logistic();

    private Logistic() {}

    @Override
    public String name() {
        return "logistic";
    }

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            double u = random.nextDouble();
            z[i] = ExactLog.log(u) - ExactLog.log(1 - u);
        }
    }

    @Override
    public void score(double[] z, double[] score) {
        for (int i = 0; i < z.length; i++) {
            score[i] = StrictMath.tanh(0.5 * z[i]);
        }
    }

    @Override
    public double curvature(int i, double z) {
        return 2 * density(z); // the derivative of tanh(z / 2) is twice the density
    }

    @Override
    public double density(double z) {
        // with |z|, so that the exponential cannot overflow
        double e = StrictMath.exp(-Math.abs(z));
        return e / ((1 + e) * (1 + e));
    }

    @Override
    public double cdf(double z) {
        double e = StrictMath.exp(-Math.abs(z));
        return (z > 0 ? 1 : e) / (1 + e);
    }

    @Override
    public double quantile(double u) {
        return StrictMath.log(u) - StrictMath.log1p(-u);
    }
}
