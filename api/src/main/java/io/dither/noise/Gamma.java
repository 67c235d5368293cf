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

    /** Draws by the rejection method of Marsaglia and Tsang (2000), with their boost for shapes below 1. */
    static double draw(KeyedRandom random, double shape) {
        if (shape < 1) {
            return draw(random, shape + 1) * StrictMath.exp(-random.nextExponential() / shape);
        }
        double centre = shape - 1.0 / 3;
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
