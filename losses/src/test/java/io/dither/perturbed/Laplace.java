package io.dither.perturbed;

import io.dither.noise.IndependentNoise;
import io.dither.random.KeyedRandom;

/** A user's noise whose density bends at 0. */
final class Laplace implements IndependentNoise {
    @Override
    public String name() {
        return "laplace";
    }

    @Override
    public void sample(KeyedRandom random, double[] z) {
        for (int i = 0; i < z.length; i++) {
            double above = random.nextExponential();
            z[i] = above - random.nextExponential();
        }
    }

    @Override
    public void score(double[] z, double[] score) {
        for (int i = 0; i < z.length; i++) {
            score[i] = Math.signum(z[i]);
        }
    }

    @Override
    public double density(double z) {
        return Math.exp(-Math.abs(z)) / 2;
    }

    @Override
    public double cdf(double z) {
        return z < 0 ? Math.exp(z) / 2 : 1 - Math.exp(-z) / 2;
    }

    @Override
    public double quantile(double u) {
        return u < 0.5 ? Math.log(2 * u) : -Math.log(2 * (1 - u));
    }

    @Override
    public double mean() {
        return 0;
    }

    @Override
    public boolean isSymmetric() {
        return true;
    }
}
