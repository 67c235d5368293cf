package io.dither.noise;

import io.dither.random.KeyedRandom;

/**
 * Independent standard Laplace coordinates. nu(z) = -ln density is |z| up to a constant; its derivative, the score,
 * jumps at 0, so nu has no second derivative there.
 */
final class Laplace implements SymmetricNoise {
    static final Laplace INSTANCE = new Laplace();

    private Laplace() {}

    @Override
    public String name() {
        return "laplace";
    }

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            double distance = random.nextExponential();
            z[i] = random.nextLong() < 0 ? -distance : distance;
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
        return 0.5 * StrictMath.exp(-Math.abs(z));
    }

    @Override
    public double cdf(double z) {
        double tail = density(z); // for the standard law, P(|Z| > |z|) / 2 is the density at z
        return z > 0 ? 1 - tail : tail;
    }

    @Override
    public double quantile(double u) {
        return u < 0.5 ? StrictMath.log(2 * u) : -StrictMath.log(2 * (1 - u));
    }
}
