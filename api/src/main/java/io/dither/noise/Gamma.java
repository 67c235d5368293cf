package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.random.ExactLog;
import io.dither.random.KeyedRandom;

/** Gamma coordinates of one shape and scale 1: nu(z) = z - (shape - 1) ln z. */
record Gamma(double shape) implements NonnegativeNoise, ScoredNoise {
    /** The score has moments of the orders below the shape, and error bars need the fourth. */
    private static final double SCORED = 4;

    Gamma {
        Arguments.positive("shape", shape);
    }

    @Override
    public String name() {
        return "gamma";
    }

    @Override
    public double mean(int coordinate) {
        return shape;
    }

    @Override
    public boolean hasFourthMoment() {
        return shape > SCORED;
    }

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = draw(random, shape);
        }
    }

    @Override
    public void score(double[] z, double[] score) {
        for (int i = 0; i < z.length; i++) {
            score[i] = 1 - (shape - 1) / z[i];
        }
    }

    /** Draws of the law of a shape; below 1 as Gamma(1 + shape) U^(1 / shape), the boost of Marsaglia and Tsang. */
    static double draw(KeyedRandom random, double shape) {
        return shape < 1
                ? rejected(random, 2.0 / 3 + shape) * StrictMath.exp(-(1 / shape) * random.nextExponential())
                : rejected(random, shape - 1.0 / 3);
    }

    /** Draws of the shape {@code centre + 1/3}, at least 1, by the rejection method of Marsaglia and Tsang (2000). */
    private static double rejected(KeyedRandom random, double centre) {
        double spread = 1 / Math.sqrt(9 * centre);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + spread * x;
            if (root > 0) {
                double v = root * root * root;
                double logUniform = -random.nextExponential();
                if (logUniform < 0.5 * x * x + centre * (1 - v + ExactLog.log(v))) {
                    return centre * v;
                }
            }
        }
    }
}
