package io.dither.noise;

import io.dither.random.KeyedRandom;

/** Independent standard normal coordinates. */
final class Gaussian implements SymmetricNoise, DiagonalNoise {
    static final Gaussian INSTANCE = new Gaussian();

    private Gaussian() {}

    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        random.nextGaussians(z, from, to, 1);
    }

    @Override
    public void score(double[] z, double[] score) {
        System.arraycopy(z, 0, score, 0, z.length);
    }

    @Override
    public double curvature(int i, double z) {
        return 1;
    }

    @Override
    public double density(double z) {
        return NormalLaw.density(z);
    }

    @Override
    public double cdf(double z) {
        return NormalLaw.cdf(z);
    }

    @Override
    public double cdf(double z, double density) {
        return NormalLaw.cdf(z, density);
    }

    @Override
    public double quantile(double u) {
        return NormalLaw.quantile(u);
    }
}
