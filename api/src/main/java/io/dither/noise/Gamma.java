package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.random.ExactExp;
import io.dither.random.ExactLog;
import io.dither.random.KeyedRandom;

/**
 * Gamma coordinates of one shape and scale 1: nu(z) = -ln density is z - (shape - 1) ln z up to a constant. The score
 * is the derivative of nu.
 */
record Gamma(double shape) implements NonnegativeNoise, ScoredNoise {
    /**
     * Standard errors of gradients by the score need its fourth moment; the score has the moments whose order is below
     * the shape. Shape 1 is refused although its score is constant: the exponential density jumps at 0, so that the
     * score gives wrong gradients.
     */
    private static final double NEEDED_ORDER = 4;

    /** For a normal number x, uniform numbers below 1 - 0.0331 x^4 are accepted without a logarithm. */
    private static final double SQUEEZE = 0.0331;

    /** About ten times the rounding error of {@link #accepts}, divided by 1 + centre. */
    private static final double ROUNDING = 1e-14;

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
    public boolean scoreHasFourthMoment() {
        return shape > NEEDED_ORDER;
    }

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        double normalFactor = normalFactor(shape);
        for (int i = from; i < to; i++) {
            z[i] = draw(random, shape, normalFactor);
        }
    }

    @Override
    public void score(double[] z, double[] score) {
        for (int i = 0; i < z.length; i++) {
            score[i] = 1 - (shape - 1) / z[i];
        }
    }

    /**
     * Draws a gamma variate of a shape. Callers compute the {@link #normalFactor} of the shape once for many draws. If
     * the shape is below 1, the variate is Gamma(1 + shape) U^(1 / shape) (Marsaglia and Tsang), with a uniform U =
     * e^-E and an exponential E.
     */
    static double draw(KeyedRandom random, double shape, double normalFactor) {
        double variate = drawByRejection(random, centre(shape), normalFactor);
        return shape < 1 ? variate * expOfNonpositive(-(1 / shape) * random.nextExponential()) : variate;
    }

    /** Returns d of Marsaglia and Tsang: shape - 1/3, or (1 + shape) - 1/3 if the shape is below 1. */
    private static double centre(double shape) {
        return shape < 1 ? 2.0 / 3 + shape : shape - 1.0 / 3;
    }

    /** Returns c of Marsaglia and Tsang, by which they multiply normal numbers: 1 / sqrt(9 d), for a shape above 0. */
    static double normalFactor(double shape) {
        return 1 / Math.sqrt(9 * centre(shape));
    }

    /** Returns e^x of a number that is not above 0, with the same bits on every machine. */
    private static double expOfNonpositive(double x) {
        // ExactExp is faster, but right only for x of at least -700
        return x < -700 ? StrictMath.exp(x) : ExactExp.exp(x);
    }

    /**
     * Draws a gamma variate of the shape {@code centre + 1/3}, at least 1, by the rejection method of Marsaglia and
     * Tsang (2000). Their squeeze, a simpler condition, accepts nine of ten candidates without a logarithm. It is
     * narrowed by more than the rounding error of the logarithms, so that it never accepts what the logarithms would
     * reject.
     */
    private static double drawByRejection(KeyedRandom random, double centre, double normalFactor) {
        double squeezeLimit = 1 - ROUNDING * (1 + centre);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + normalFactor * x;
            if (root > 0) {
                double v = root * root * root;
                double uniform = random.nextDouble();
                double square = x * x;
                if (uniform < squeezeLimit - SQUEEZE * square * square || accepts(uniform, square, centre, v)) {
                    return centre * v;
                }
            }
        }
    }

    /**
     * Returns whether Marsaglia and Tsang's condition by logarithms accepts a candidate: {@code square} is x^2 of its
     * normal number x, and v = (1 + normalFactor x)^3.
     */
    static boolean accepts(double uniform, double square, double centre, double v) {
        return ExactLog.log(uniform) < 0.5 * square + centre * (1 - v + ExactLog.log(v));
    }
}
