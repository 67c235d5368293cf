package io.dither.noise;

import io.dither.random.ExactLog;
import io.dither.random.KeyedRandom;

/**
 * Independent Gumbel coordinates, moved left by a shift. The score is the derivative of -ln density, the curvature its
 * second derivative.
 */
record Gumbel(String name, double shift) implements IndependentNoise, DiagonalNoise {
    private static final double EULER_GAMMA = 0.5772156649015329;

    static final Gumbel STANDARD = new Gumbel("gumbel", 0);
    static final Gumbel CENTRED = new Gumbel("centred-gumbel", EULER_GAMMA);

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = -ExactLog.log(random.nextExponential()) - shift;
        }
    }

    @Override
    public void score(double[] z, double[] score) {
        for (int i = 0; i < z.length; i++) {
            score[i] = 1 - StrictMath.exp(-(z[i] + shift));
        }
    }

    @Override
    public double curvature(int i, double z) {
        return StrictMath.exp(-(z + shift));
    }

    @Override
    public double density(double z) {
        double x = z + shift;
        return StrictMath.exp(-x - StrictMath.exp(-x));
    }

    @Override
    public double cdf(double z) {
        return StrictMath.exp(-StrictMath.exp(-(z + shift)));
    }

    @Override
    public double quantile(double u) {
        return -StrictMath.log(-StrictMath.log(u)) - shift;
    }

    @Override
    public double mean() {
        return EULER_GAMMA - shift;
    }

    @Override
    public boolean isSymmetric() {
        return false;
    }
}
