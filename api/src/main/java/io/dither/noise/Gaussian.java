package io.dither.noise;

import io.dither.random.KeyedRandom;

/** Independent standard normal coordinates. */
final class Gaussian implements Noise {
    static final Gaussian INSTANCE = new Gaussian();

    private Gaussian() {}

    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public void sample(KeyedRandom random, double[] z) {
        for (int i = 0; i < z.length; i++) {
            z[i] = random.nextGaussian();
        }
    }

    @Override
    public void score(double[] z, double[] score) {
        System.arraycopy(z, 0, score, 0, z.length);
    }
}
