package io.dither.noise;

import io.dither.random.KeyedRandom;
import java.util.Arrays;

/** Independent standard normal coordinates. */
final class Gaussian implements IndependentNoise, CurvedNoise {
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
    public void hessian(double[] z, double[] hessian) {
        Arrays.fill(hessian, 0);
        for (int i = 0; i < z.length; i++) {
            hessian[i * z.length + i] = 1;
        }
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
    public double quantile(double u) {
        return NormalLaw.quantile(u);
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
